package dev.antar.simulator.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.profile.Threshold;
import dev.antar.simulator.report.RunReport;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Judges a load run, and says how it went.
public final class LoadReport {

    /// Exit codes: the first that applies.
    public static final int VIOLATED = 98;

    public static final int GENERATOR_LATE = 97;
    public static final int THRESHOLD_MISSED = 99;

    private static final int SHOWN_FINDINGS = 10;

    private final LoadResult result;
    private final ObjectNode summary;
    private final int exitCode;

    /// @param environment what the run was made on
    public LoadReport(
            LoadResult result,
            List<Threshold> thresholds,
            ObjectNode parameters,
            ObjectNode environment,
            String command) {
        this.result = result;
        this.summary = LoadSummary.of(result, command, parameters);
        summary.set("environment", environment);
        summary.set("seed", parameters.path("seed"));
        summary.set("profile", parameters.path("profile"));
        boolean met = LoadSummary.judge(summary, thresholds);
        this.exitCode =
                !result.verdict().clean()
                        ? VIOLATED
                        : !summary.path("valid").asBoolean()
                                ? GENERATOR_LATE
                                : met ? 0 : THRESHOLD_MISSED;
        summary.put("exit_code", exitCode);
    }

    /// Every metric that a threshold may name.
    public static List<String> metrics() {
        return LoadSummary.metrics();
    }

    public int exitCode() {
        return exitCode;
    }

    public void write(RunFolder folder) throws IOException {
        folder.finish(
                LoadSummary.run(result, "", RunReport.object(), RunReport.object()),
                summary,
                result.seconds());
    }

    /// Says how it went: whether it counts, what was to hold, how long things took, the audit.
    public void print(PrintStream out) {
        if (!summary.path("valid").asBoolean()) {
            out.println("INVALID: this run says more about the load generator than the server:");
            summary.path("invalid_reasons").forEach(reason -> out.println("  " + reason.asText()));
            out.println("  Give it more processor, or ask for less.");
        }
        for (JsonNode threshold : summary.path("thresholds")) {
            out.println(
                    (threshold.path("met").asBoolean() ? "✓ " : "✗ ")
                            + threshold.path("expression").asText()
                            + "  "
                            + (threshold.path("actual").isNull()
                                    ? "(nothing was measured)"
                                    : "(" + threshold.path("actual").asText() + ")"));
        }
        out.printf(
                Locale.ROOT,
                "%-21s %9s %9s %9s %9s %9s %9s%n",
                "milliseconds",
                "count",
                "p50",
                "p95",
                "p99",
                "p99.9",
                "max");
        for (Metric metric : Metric.values()) {
            JsonNode row =
                    (metric.ofGenerator() ? summary.path("generator") : summary).path(metric.key());
            out.printf(
                    Locale.ROOT,
                    "%-21s %9d %9s %9s %9s %9s %9s%n",
                    (metric.ofGenerator() ? "generator." : "") + metric.key(),
                    row.path("count").asLong(),
                    shown(row, "p50"),
                    shown(row, "p95"),
                    shown(row, "p99"),
                    shown(row, "p99_9"),
                    shown(row, "max"));
        }
        JsonNode jobs = summary.path("jobs");
        out.printf(
                Locale.ROOT,
                "Jobs: %d asked for, %d completed, %d cancelled, %d unfulfilled, %d rejected;"
                        + " %d fixes, %d a second%n",
                jobs.path("requested").asLong(),
                jobs.path("completed").asLong(),
                jobs.path("cancelled").asLong(),
                jobs.path("unfulfilled").asLong(),
                jobs.path("rejected").asLong(),
                summary.at("/fixes/sent").asLong(),
                summary.at("/fixes/per_s").asLong());
        printAudit(out);
    }

    private static String shown(JsonNode row, String percentile) {
        return row.path("count").asLong() == 0 ? "–" : row.path(percentile).asText();
    }

    /// Says in a line what the audit found.
    public static void printAudit(LoadResult result, PrintStream out) {
        ObjectNode nothing = RunReport.object();
        new LoadReport(result, List.of(), nothing, nothing, "").printAudit(out);
    }

    private void printAudit(PrintStream out) {
        JsonNode audit = summary.path("audit");
        out.println(
                "Audit: "
                        + audit.path("acknowledged").asText()
                        + " acknowledged, "
                        + audit.path("lost").asText()
                        + " lost, "
                        + audit.path("double_held").asText()
                        + " held twice, "
                        + audit.path("gaps").asText()
                        + " with gaps, "
                        + audit.path("offers_after_decline").asText()
                        + " offered after a decline, "
                        + audit.path("unanswered").asText()
                        + " commands unanswered, "
                        + audit.path("unchecked").asText()
                        + " not answered for; "
                        + audit.path("repeated").asText()
                        + " requests repeated, "
                        + audit.path("reconnects").asText()
                        + " sockets reopened");
        result.verdict().findings().stream()
                .limit(SHOWN_FINDINGS)
                .forEach(finding -> out.println("  " + finding));
    }
}
