package dev.antar.simulator.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.report.RunReport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Writes a comparison's `summary.json`, `report.html` and `drivers.csv`.
public final class CompareReport {

    private final String command;
    private final ObjectNode parameters;
    private final String currency;
    private final List<PolicyRuns> policies;

    /// @param command that makes it again
    /// @param parameters every choice but the policies, by name
    /// @param policies the one that is, then the one that might be
    public CompareReport(
            String command, ObjectNode parameters, String currency, List<PolicyRuns> policies) {
        this.command = command;
        this.parameters = parameters;
        this.currency = currency;
        this.policies = List.copyOf(policies);
    }

    /// Writes the files.
    ///
    /// @return the findings in words
    public List<String> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        PolicyRuns first = policies.getFirst();
        PolicyRuns second = policies.getLast();
        Groups groups = new Groups(first, second);
        List<Groups.Group> drivers = groups.ofDrivers();
        List<Groups.Group> customers = groups.ofCustomers();
        List<String> findings = Findings.of(first, second, drivers, currency);
        RunReport.write(summary(findings, drivers, customers), folder.resolve("summary.json"));
        Files.writeString(
                folder.resolve("report.html"),
                new ComparePage(policies, currency, findings, drivers, customers)
                        .html(command, parameters),
                StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("drivers.csv"), DriversCsv.of(policies), StandardCharsets.UTF_8);
        return findings;
    }

    private ObjectNode summary(
            List<String> findings, List<Groups.Group> drivers, List<Groups.Group> customers) {
        ObjectNode summary = RunReport.object();
        summary.put("made_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        summary.put("command", command);
        summary.set("parameters", parameters);
        summary.put("currency", currency);
        ArrayNode words = summary.putArray("in_words");
        findings.forEach(words::add);
        ArrayNode all = summary.putArray("policies");
        policies.forEach(policy -> put(all.addObject(), policy));
        ArrayNode differences = summary.putArray("differences");
        for (Measure measure : Measure.all(currency)) {
            ObjectNode node = differences.addObject().put("figure", measure.path());
            Interval change =
                    Interval.ofDifference(
                            policies.getFirst().each(measure.figure()),
                            policies.getLast().each(measure.figure()));
            put(node, "difference", change);
            node.put("certain", change.certain());
        }
        put(summary.putArray("driver_groups"), drivers);
        put(summary.putArray("customer_groups"), customers);
        summary.put("java", Runtime.version().toString());
        return summary;
    }

    private void put(ObjectNode node, PolicyRuns policy) {
        node.put("policy", policy.policy().name());
        node.put("version", policy.policy().version());
        node.put("hash", policy.policy().hash());
        node.put("text", policy.policy().text());
        node.put("invariant_violations", policy.violations());
        ArrayNode hashes = node.putArray("decisions_hash");
        policy.runs().forEach(run -> hashes.add(run.result().decisionsHash()));
        for (Measure measure : Measure.all(currency)) {
            ObjectNode at = node;
            String[] path = measure.path().split("\\.", -1);
            for (int i = 0; i < path.length - 1; i++) {
                at = at.withObjectProperty(path[i]);
            }
            put(at, path[path.length - 1], policy.mean(measure.figure()));
        }
    }

    /// A figure, and beside it the interval that it is in.
    private static void put(ObjectNode node, String name, Interval interval) {
        node.put(name, interval.mean());
        ArrayNode ends = node.putArray(name + "_interval");
        if (Double.isNaN(interval.low())) {
            ends.addNull().addNull();
        } else {
            ends.add(interval.low()).add(interval.high());
        }
    }

    private static void put(ArrayNode all, List<Groups.Group> groups) {
        for (Groups.Group group : groups) {
            ObjectNode node = all.addObject();
            node.put("by", group.kind());
            node.put("group", group.name());
            node.put("size", group.size());
            put(node, "first", group.first());
            put(node, "second", group.second());
            put(node, "difference", group.difference());
            if (!Double.isNaN(group.gains())) {
                node.put("gains_share", group.gains());
                node.put("loses_share", group.loses());
            }
        }
    }
}
