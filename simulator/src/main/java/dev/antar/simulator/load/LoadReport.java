package dev.antar.simulator.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.report.Run;
import dev.antar.simulator.report.RunReport;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// What a load run leaves behind: the lab's files with latencies and the audit.
public final class LoadReport {

    private LoadReport() {}

    /// Writes the run's files.
    public static void write(LoadResult result, ObjectNode parameters, String command, Path folder)
            throws IOException {
        ObjectNode extras = RunReport.object();
        result.latencies().put(extras.putObject("latency_ms"));
        Verdict verdict = result.verdict();
        ObjectNode audit = extras.putObject("audit");
        audit.put("acknowledged", verdict.acknowledged());
        audit.put("lost", verdict.lost());
        audit.put("double_held", verdict.doubleHeld());
        audit.put("gaps", verdict.gaps());
        audit.put("unchecked", verdict.unchecked());
        audit.put("repeated", result.repeated());
        audit.put("reconnects", result.reconnects());
        RunReport.write(
                new Run(
                        "Simulation over real sockets",
                        command,
                        parameters,
                        result.jobs(),
                        result.samples(),
                        result.offers(),
                        result.utilisation(),
                        result.wallS(),
                        result.wallS(),
                        extras),
                folder);
    }

    /// Says in a few lines how it went.
    public static void print(LoadResult result, PrintStream out) {
        Verdict verdict = result.verdict();
        long completed = result.jobs().stream().filter(row -> row.completed()).count();
        ObjectNode latency = RunReport.object();
        result.latencies().put(latency);
        out.println(
                "Completed "
                        + completed
                        + " of "
                        + result.jobs().size()
                        + " jobs; latencies p99: request to offer "
                        + latency.at("/request_to_offer_free_driver_nearby/p99").asText()
                        + " ms, accept to ack "
                        + latency.at("/accept_to_ack/p99").asText()
                        + " ms, fix to map "
                        + latency.at("/fix_to_live/p99").asText()
                        + " ms");
        out.println(
                "Audit: "
                        + verdict.acknowledged()
                        + " acknowledged, "
                        + verdict.lost()
                        + " lost, "
                        + verdict.doubleHeld()
                        + " held twice, "
                        + verdict.gaps()
                        + " with gaps, "
                        + verdict.unchecked()
                        + " not answered for; "
                        + result.repeated()
                        + " requests repeated, "
                        + result.reconnects()
                        + " sockets reopened");
        verdict.findings().stream().limit(10).forEach(finding -> out.println("  " + finding));
    }
}
