package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Two load runs side by side.
public final class Comparison {

    private static final List<String> ROWS =
            List.of(
                    "offer_latency_ms.p50",
                    "offer_latency_ms.p95",
                    "offer_latency_ms.p99",
                    "offer_latency_ms.max",
                    "create_ack_ms.p50",
                    "create_ack_ms.p99",
                    "accept_ack_ms.p50",
                    "accept_ack_ms.p99",
                    "step_ack_ms.p99",
                    "fix_live_ms.p50",
                    "fix_live_ms.p99",
                    "connect_ms.p50",
                    "connect_ms.p99",
                    "wait_s.mean",
                    "jobs.requested",
                    "jobs.completed",
                    "jobs.cancelled",
                    "jobs.unfulfilled",
                    "jobs.rejected",
                    "fixes.sent",
                    "fixes.per_s",
                    "fixes.skipped",
                    "fixes.never_shown",
                    "sockets.peak",
                    "sockets.reconnects",
                    "audit.acknowledged",
                    "audit.lost",
                    "audit.double_held",
                    "audit.gaps",
                    "audit.offers_after_decline",
                    "audit.unanswered",
                    "audit.unchecked",
                    "generator.late_ms.p99",
                    "generator.cpu_percent",
                    "generator.loop_lag_ms.p99");

    /// One figure of both.
    ///
    /// @param a NaN where nothing was measured, as `b`
    record Row(String metric, double a, double b) {

        /// How many times as much the second is; NaN where that says nothing.
        double ratio() {
            return a == 0 ? Double.NaN : b / a;
        }
    }

    private final SavedRun first;
    private final SavedRun second;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public Comparison(SavedRun first, SavedRun second) {
        this.first = first;
        this.second = second;
        for (String metric : ROWS) {
            rows.add(
                    new Row(
                            metric,
                            value(first.summary(), metric),
                            value(second.summary(), metric)));
        }
        warn();
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /// Why the two may not be compared as they are; empty when they were made alike.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    SavedRun first() {
        return first;
    }

    SavedRun second() {
        return second;
    }

    public void print(PrintStream out) {
        warnings.forEach(warning -> out.println("WARNING: " + warning));
        out.println("A: " + first.name());
        out.println("B: " + second.name());
        out.printf(Locale.ROOT, "%-28s %12s %12s %8s%n", "", "A", "B", "B/A");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %12s %12s %8s%n",
                    row.metric(),
                    shown(row.a()),
                    shown(row.b()),
                    ratio(row));
        }
    }

    static String shown(double value) {
        return Double.isNaN(value) ? "–" : Html.number(value);
    }

    static String ratio(Row row) {
        return Double.isNaN(row.ratio()) ? "" : String.format(Locale.ROOT, "%.2f ×", row.ratio());
    }

    private void warn() {
        for (SavedRun run : List.of(first, second)) {
            if (!run.summary().path("valid").asBoolean(true)) {
                warnings.add(run.name() + " is INVALID: its load generator could not keep up");
            }
            if (!run.summary().at("/audit/clean").asBoolean(true)) {
                warnings.add(run.name() + " broke its promises: see its audit");
            }
        }
        differences("seed");
        differences("profile");
        differences("parameters");
        differences("environment");
    }

    private void differences(String part) {
        JsonNode a = first.summary().path(part);
        JsonNode b = second.summary().path(part);
        if (!a.isObject() || !b.isObject()) {
            if (!a.equals(b)) {
                warnings.add(part + " differs: " + a.asText() + " and " + b.asText());
            }
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        // These are said on their own, or are what one compares.
        names.removeAll(Set.of("seed", "profile", "server"));
        for (String name : names) {
            if (!a.path(name).equals(b.path(name))) {
                warnings.add(
                        part
                                + "."
                                + name
                                + " differs: "
                                + a.path(name).asText("–")
                                + " and "
                                + b.path(name).asText("–"));
            }
        }
    }

    private static double value(JsonNode summary, String metric) {
        String path = "/" + metric.replace('.', '/');
        JsonNode value = summary.at(path);
        JsonNode count = summary.at(path.substring(0, path.lastIndexOf('/'))).path("count");
        boolean none = value.isMissingNode() || (count.isNumber() && count.asLong() == 0);
        return none ? Double.NaN : value.asDouble();
    }
}
