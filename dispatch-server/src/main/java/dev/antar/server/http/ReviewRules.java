package dev.antar.server.http;

/// By when humans must have looked.
///
/// @param answerDays within which an objection is to be answered; the law's two weeks at most where
///   it is EU 2024/2831
/// @param reportDays how old a comparison may be on which a change of policy rests
public record ReviewRules(int answerDays, int reportDays) {

    private static final int MOST_DAYS = 365;
    private static final long DAY_MILLIS = 86_400_000L;

    public ReviewRules {
        require("answerDays", answerDays);
        require("reportDays", reportDays);
    }

    /// Two weeks for an answer, thirty days for a comparison.
    public static ReviewRules usual() {
        return new ReviewRules(14, 30);
    }

    long answerMillis() {
        return answerDays * DAY_MILLIS;
    }

    long reportMillis() {
        return reportDays * DAY_MILLIS;
    }

    private static void require(String field, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    field + "=" + days + ": must be from 1 to " + MOST_DAYS);
        }
    }
}
