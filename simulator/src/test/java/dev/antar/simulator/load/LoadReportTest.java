package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.audit.Finding;
import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.profile.Threshold;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.RunReport;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LoadReportTest {

    private static final List<Finding> LOST =
            List.of(new Finding(Finding.Kind.LOST, "j", "the server does not know it any more"));

    private final Measures measures = new Measures();

    LoadReportTest() {
        measures.window(0, Long.MAX_VALUE);
    }

    @Test
    void brokenPromiseComesBeforeLatenessAndLatenessBeforeThresholds() {
        measures.took(Metric.OFFER_LATENCY, 0, 500_000);

        assertEquals(0, report(List.of(), "offer_latency_ms.p99<600").exitCode());
        assertEquals(99, report(List.of(), "offer_latency_ms.p99<400").exitCode());
        measures.took(Metric.LATE, 0, 500_000);
        assertEquals(97, report(List.of(), "offer_latency_ms.p99<400").exitCode());
        assertEquals(98, report(LOST, "offer_latency_ms.p99<400").exitCode());
    }

    @Test
    void thresholdOfWhatWasNeverMeasuredIsMissed() {
        assertEquals(99, report(List.of(), "fix_live_ms.p99<500").exitCode());
        assertEquals(0, report(List.of(), "fix_live_ms.count==0").exitCode());
    }

    @Test
    void whatDoesNotCountIsSaidFirstAndThenWhatHadToHold() {
        measures.took(Metric.LATE, 0, 500_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        report(List.of(), "audit.lost==0")
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.getFirst().startsWith("INVALID"), lines.getFirst());
        assertEquals("✓ audit.lost==0  (0)", lines.get(3));
    }

    @Test
    void everyMetricHasAName() {
        assertTrue(
                LoadReport.metrics()
                        .containsAll(
                                List.of(
                                        "offer_latency_ms.p99",
                                        "accept_ack_ms.p99",
                                        "fix_live_ms.p99_9",
                                        "latency_ms.accept_to_ack.p99",
                                        "jobs.completed",
                                        "wait_s.mean",
                                        "audit.lost",
                                        "generator.late_ms.p99",
                                        "sockets.reconnects")));
    }

    private LoadReport report(List<Finding> findings, String threshold) {
        LoadResult result =
                new LoadResult(
                        List.of(),
                        new Offers(0, 0, 0, 0, 0),
                        List.of(),
                        measures,
                        new Verdict(0, 0, 0, 0, 0, 0, 0, findings),
                        Traffic.NONE,
                        1);
        return new LoadReport(
                result,
                List.of(Threshold.of(threshold, "t", LoadReport.metrics())),
                RunReport.object(),
                RunReport.object(),
                "./antar simulate");
    }
}
