package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.policy.Difference;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.SwitchbackResult;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.RunReport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gathers the slots of a switchback trial, run by run, and says what they came to.
final class SwitchbackTrial {

    private final List<Policy> policies;
    private final long burnInMillis;
    private final List<SwitchbackResult.Slot> slots = new ArrayList<>();

    SwitchbackTrial(List<Policy> policies, long burnInMillis) {
        this.policies = policies;
        this.burnInMillis = burnInMillis;
    }

    /// Takes the jobs of one run; slots that the demand does not fill are left out.
    void add(Switchback design, long startMillis, long endMillis, List<JobRow> jobs) {
        long first = design.slotAt(startMillis + design.slotMillis() - 1);
        for (long slot = first; design.beginOf(slot + 1) <= endMillis; slot++) {
            long from = design.beginOf(slot) + burnInMillis;
            long to = design.beginOf(slot + 1);
            List<JobRow> asked =
                    jobs.stream()
                            .filter(row -> !row.outcome().equals("REJECTED"))
                            .filter(row -> isWithin(row.requestedS(), startMillis, from, to))
                            .toList();
            double[] waits =
                    asked.stream()
                            .filter(JobRow::completed)
                            .mapToDouble(SwitchbackTrial::waitS)
                            .toArray();
            double mean = Arrays.stream(waits).average().orElse(0);
            slots.add(
                    new SwitchbackResult.Slot(
                            design.seed(),
                            slot,
                            design.armOf(slot),
                            asked.size(),
                            waits.length,
                            mean));
        }
    }

    SwitchbackResult result() {
        return SwitchbackResult.of(slots);
    }

    String text() {
        return result().text(named(policies.getFirst()), named(policies.getLast()));
    }

    /// Writes `summary.json` and `summary.txt`.
    void write(Path folder, String title, String command, ObjectNode parameters)
            throws IOException {
        SwitchbackResult result = result();
        ObjectNode summary = RunReport.object();
        summary.put("title", title);
        summary.put("command", command);
        summary.set("parameters", parameters);
        putPolicy(summary.putObject("a"), policies.getFirst());
        putPolicy(summary.putObject("b"), policies.getLast());
        put(summary.putObject("wait_s"), result.waiting());
        put(summary.putObject("completed_share"), result.completed());
        ArrayNode list = summary.putArray("slots");
        for (SwitchbackResult.Slot slot : slots) {
            ObjectNode node = list.addObject();
            node.put("seed", slot.trial());
            node.put("slot", slot.number());
            node.put("arm", slot.arm().name());
            node.put("requested", slot.requested());
            node.put("completed", slot.completed());
            node.put("wait_mean_s", slot.meanWaitS());
        }
        summary.put("text", text());
        Files.createDirectories(folder);
        RunReport.write(summary, folder.resolve("summary.json"));
        Files.writeString(folder.resolve("summary.txt"), text(), StandardCharsets.UTF_8);
    }

    private static boolean isWithin(double seconds, long startMillis, long from, long to) {
        long at = startMillis + Math.round(seconds * 1_000);
        return at >= from && at < to;
    }

    private static double waitS(JobRow row) {
        Double pickup = row.pickupS();
        return pickup == null ? 0 : pickup - row.requestedS();
    }

    private static String named(Policy policy) {
        return policy.name() + " version " + policy.version();
    }

    private static void putPolicy(ObjectNode node, Policy policy) {
        node.put("policy", policy.name());
        node.put("version", policy.version());
        node.put("hash", policy.hash());
    }

    private static void put(ObjectNode node, Difference of) {
        node.put("pairs", of.pairs());
        node.put("a", of.a());
        node.put("b", of.b());
        node.put("difference", of.difference());
        if (!Double.isNaN(of.low())) {
            node.put("low", of.low());
            node.put("high", of.high());
        }
        node.put("significant", of.significant());
    }
}
