package dev.antar.simulator.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.measure.Surroundings;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.TablePage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run of drills came to: a page, a file for programs, and lines for whoever waits.
final class ChaosReport {

    private final List<Outcome> outcomes;
    private final Plan plan;
    private final String command;

    ChaosReport(List<Outcome> outcomes, Plan plan, String command) {
        this.outcomes = outcomes;
        this.plan = plan;
        this.command = command;
    }

    /// 98 if a promise was broken, else 1 if something could not be carried through, else 0.
    int exitCode() {
        return any(Outcome.Verdict.BROKEN)
                ? Chaos.BROKEN
                : any(Outcome.Verdict.FAILED) || outcomes.isEmpty() ? Chaos.FAILED : 0;
    }

    /// Writes `summary.json` and `report.html`.
    void write() throws IOException {
        RunReport.write(summary(), plan.folder().resolve("summary.json"));
        Files.writeString(
                plan.folder().resolve("report.html"), page().html(), StandardCharsets.UTF_8);
    }

    void print(PrintStream out) {
        long kept = count(Outcome.Verdict.KEPT);
        out.printf(
                Locale.ROOT,
                "%d of %d scenarios kept every promise, %d broke one, %d failed, %d not run%n",
                kept,
                outcomes.size(),
                count(Outcome.Verdict.BROKEN),
                count(Outcome.Verdict.FAILED),
                count(Outcome.Verdict.NOT_RUN));
        out.println("Read " + plan.folder().resolve("report.html"));
    }

    /// Says how one went, and what was broken in it.
    static void line(Outcome outcome, PrintStream out) {
        List<String> figures = new ArrayList<>();
        outcome.figures().forEach((name, value) -> figures.add(name + " " + value));
        out.printf(
                Locale.ROOT,
                "%-16s %-7s %5.0f s  %s%n",
                outcome.drill(),
                outcome.verdict().words(),
                outcome.seconds(),
                String.join(", ", figures));
        outcome.checks().stream()
                .filter(check -> !check.kept())
                .forEach(
                        check ->
                                out.printf(
                                        "    %s: %s (must be %s)%n",
                                        check.promise(), check.found(), check.must()));
        outcome.notes().forEach(note -> out.println("    " + note));
    }

    private ObjectNode summary() {
        ObjectNode summary = RunReport.object();
        summary.put("title", "chaos");
        summary.put("command", command);
        summary.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        summary.put("exit_code", exitCode());
        ArrayNode all = summary.putArray("scenarios");
        for (Outcome outcome : outcomes) {
            ObjectNode node = all.addObject();
            node.put("name", outcome.drill());
            node.put("about", outcome.about());
            node.put("verdict", outcome.verdict().name());
            node.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
            ObjectNode figures = node.putObject("figures");
            outcome.figures().forEach(figures::put);
            ArrayNode checks = node.putArray("checks");
            for (Check check : outcome.checks()) {
                checks.addObject()
                        .put("promise", check.promise())
                        .put("kept", check.kept())
                        .put("found", check.found())
                        .put("must", check.must());
            }
            ArrayNode notes = node.putArray("notes");
            outcome.notes().forEach(notes::add);
        }
        Surroundings.put(summary.putObject("environment"));
        return summary;
    }

    private TablePage page() {
        List<TablePage.Table> tables = new ArrayList<>();
        tables.add(
                new TablePage.Table(
                        "Scenarios",
                        List.of("Scenario", "Verdict", "Seconds", "What went wrong in it"),
                        outcomes.stream().map(ChaosReport::row).toList()));
        for (Outcome outcome : outcomes) {
            tables.add(table(outcome));
        }
        return new TablePage(
                "Antar: chaos",
                "Real processes, broken on purpose: a server, PostgreSQL and clients over sockets."
                        + " Afterwards all that clients were told is held against the database.",
                List.of(
                        figure(Outcome.Verdict.KEPT, "kept every promise"),
                        figure(Outcome.Verdict.BROKEN, "broke one"),
                        figure(Outcome.Verdict.FAILED, "could not be carried through"),
                        figure(Outcome.Verdict.NOT_RUN, "not run")),
                tables,
                command);
    }

    private static List<String> row(Outcome outcome) {
        return List.of(
                outcome.drill(),
                outcome.verdict().words(),
                String.format(Locale.ROOT, "%.0f", outcome.seconds()),
                outcome.about());
    }

    private static TablePage.Table table(Outcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        for (Check check : outcome.checks()) {
            rows.add(
                    List.of(
                            check.promise(),
                            check.found(),
                            check.must(),
                            check.kept() ? "kept" : "BROKEN"));
        }
        outcome.figures().forEach((name, value) -> rows.add(List.of(name, value, "", "")));
        outcome.notes().forEach(note -> rows.add(List.of(note, "", "", "")));
        return new TablePage.Table(
                outcome.drill() + ": " + outcome.verdict().words(),
                List.of("What", "Seen", "Must be", ""),
                rows);
    }

    private TablePage.Figure figure(Outcome.Verdict verdict, String name) {
        return new TablePage.Figure(Long.toString(count(verdict)), name);
    }

    private boolean any(Outcome.Verdict verdict) {
        return count(verdict) > 0;
    }

    private long count(Outcome.Verdict verdict) {
        return outcomes.stream().filter(each -> each.verdict() == verdict).count();
    }
}
