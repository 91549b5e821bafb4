package dev.antar.simulator.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.profile.Threshold;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Run;
import dev.antar.simulator.report.RunReport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A load run in figures: what `summary.json` holds.
final class LoadSummary {

    private static final int FINDINGS = 100;

    private LoadSummary() {}

    /// Every number that a summary always has, by its dotted path: what thresholds may name.
    static List<String> metrics() {
        LoadResult nothing =
                new LoadResult(
                        List.of(),
                        Offers.NONE,
                        List.of(),
                        new Measures(),
                        Verdict.NOTHING,
                        Traffic.NONE,
                        0);
        List<String> names = new ArrayList<>();
        collect("", of(nothing, "", RunReport.object()), names);
        return names;
    }

    static ObjectNode of(LoadResult result, String command, ObjectNode parameters) {
        Measures measures = result.measures();
        ObjectNode extras = RunReport.object();
        for (Metric metric : Metric.values()) {
            if (!metric.ofGenerator()) {
                measures.put(metric, extras.putObject(metric.key()));
            }
        }
        ObjectNode before = extras.putObject("latency_ms");
        measures.put(Metric.OFFER_ANY, before.putObject("request_to_offer"));
        measures.put(Metric.OFFER_LATENCY, before.putObject("request_to_offer_free_driver_nearby"));
        measures.put(Metric.ACCEPT_ACK, before.putObject("accept_to_ack"));
        measures.put(Metric.FIX_LIVE, before.putObject("fix_to_live"));
        traffic(result, extras);
        audit(result, extras.putObject("audit"));
        ObjectNode generator = extras.putObject("generator");
        measures.put(Metric.LATE, generator.putObject(Metric.LATE.key()));
        measures.put(Metric.LOOP_LAG, generator.putObject(Metric.LOOP_LAG.key()));
        generator.put("dropped", measures.dropped());
        generator.put("cpu_percent", mean(result, Figure.CPU));
        ObjectNode summary = RunReport.summary(run(result, command, parameters, extras));
        List<String> reasons = measures.invalidReasons();
        summary.put("valid", reasons.isEmpty());
        ArrayNode invalid = summary.putArray("invalid_reasons");
        reasons.forEach(invalid::add);
        return summary;
    }

    static Run run(LoadResult result, String command, ObjectNode parameters, ObjectNode extras) {
        return new Run(
                "Load test",
                command,
                parameters,
                result.jobs(),
                List.of(),
                result.offers(),
                result.utilisation(),
                result.wallS(),
                result.wallS(),
                extras);
    }

    /// Adds how each threshold fared; answers whether all were met. One about times of which none
    /// was measured is not met.
    static boolean judge(ObjectNode summary, List<Threshold> thresholds) {
        ArrayNode list = summary.putArray("thresholds");
        boolean all = true;
        for (Threshold threshold : thresholds) {
            String path = "/" + threshold.metric().replace('.', '/');
            JsonNode value = summary.at(path);
            JsonNode count = summary.at(path.substring(0, path.lastIndexOf('/'))).path("count");
            boolean empty = count.isNumber() && count.asLong() == 0 && !path.endsWith("/count");
            boolean met = !empty && threshold.metBy(value.asDouble());
            all &= met;
            ObjectNode entry = list.addObject();
            entry.put("expression", threshold.toString());
            entry.put("met", met);
            if (empty) {
                entry.putNull("actual");
            } else {
                entry.set("actual", value);
            }
        }
        return all;
    }

    private static void traffic(LoadResult result, ObjectNode extras) {
        Traffic traffic = result.traffic();
        ObjectNode fixes = extras.putObject("fixes");
        fixes.put("sent", traffic.fixesSent());
        fixes.put("per_s", mean(result, Figure.FIXES));
        fixes.put("skipped", traffic.fixesSkipped());
        fixes.put("duplicated", traffic.fixesDuplicated());
        fixes.put("reordered", traffic.fixesReordered());
        fixes.put("never_shown", traffic.fixesNeverShown());
        ObjectNode sockets = extras.putObject("sockets");
        sockets.put(
                "peak",
                (long)
                        result.seconds().stream()
                                .mapToDouble(second -> second.of(Figure.CONNECTED))
                                .max()
                                .orElse(0));
        sockets.put("reconnects", traffic.reconnects());
        ObjectNode closed = sockets.putObject("closed_by_server");
        traffic.closes().forEach((code, times) -> closed.put(Integer.toString(code), times));
        ObjectNode operators = extras.putObject("operators");
        operators.put("stopped_reading", traffic.operatorsStopped());
        operators.put("received_mb", traffic.operatorBytes() / 1_000_000);
        ObjectNode refused = extras.putObject("refused");
        traffic.refusals().forEach(refused::put);
    }

    private static long mean(LoadResult result, Figure figure) {
        return Math.round(
                result.seconds().stream()
                        .filter(second -> counts(second.phase()))
                        .mapToDouble(second -> second.of(figure))
                        .average()
                        .orElse(0));
    }

    private static boolean counts(String phase) {
        return switch (phase) {
            case "connecting", "warm-up", "drain" -> false;
            default -> true;
        };
    }

    private static void audit(LoadResult result, ObjectNode audit) {
        Verdict verdict = result.verdict();
        audit.put("clean", verdict.clean());
        audit.put("acknowledged", verdict.acknowledged());
        audit.put("lost", verdict.lost());
        audit.put("double_held", verdict.doubleHeld());
        audit.put("gaps", verdict.gaps());
        audit.put("offers_after_decline", verdict.offersAfterDecline());
        audit.put("unanswered", verdict.unanswered());
        audit.put("unchecked", verdict.unchecked());
        audit.put("repeated", result.traffic().repeated());
        audit.put("reconnects", result.traffic().reconnects());
        ArrayNode findings = audit.putArray("findings");
        verdict.findings().stream()
                .limit(FINDINGS)
                .forEach(
                        finding ->
                                findings.add(
                                        finding.kind()
                                                + " "
                                                + finding.job()
                                                + ": "
                                                + finding.what()));
    }

    private static void collect(String prefix, ObjectNode node, List<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode inner) {
                collect(prefix + field.getKey() + ".", inner, names);
            } else if (field.getValue().isNumber()) {
                names.add(prefix + field.getKey());
            }
        }
    }
}
