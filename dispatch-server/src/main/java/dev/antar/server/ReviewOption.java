package dev.antar.server;

import dev.antar.server.http.ReviewRules;

import picocli.CommandLine.Option;

/// By when humans must have looked, as it is typed.
final class ReviewOption {

    @Option(
            names = "--answer-days",
            paramLabel = "N",
            defaultValue = "14",
            description =
                    "Within how many days a driver's objection is to be answered; later it counts"
                            + " as overdue (default: ${DEFAULT-VALUE}, as EU 2024/2831 has it).")
    private int answerDays;

    @Option(
            names = "--report-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "How old the comparison may be on which a change of policy rests (default:"
                            + " ${DEFAULT-VALUE}).")
    private int reportDays;

    /// @throws IllegalArgumentException naming the option
    ReviewRules read() {
        try {
            return new ReviewRules(answerDays, reportDays);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    rule.replace("answerDays", "--answer-days")
                            .replace("reportDays", "--report-days"),
                    e);
        }
    }
}
