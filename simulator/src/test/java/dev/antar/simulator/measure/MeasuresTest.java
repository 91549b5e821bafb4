package dev.antar.simulator.measure;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class MeasuresTest {

    private final Measures measures = new Measures();

    @Test
    void onlyWhatIsMeantForTheWindowCounts() {
        measures.window(1_000_000, 2_000_000);

        measures.took(Metric.OFFER_LATENCY, 999_999, 1_500_000);
        measures.took(Metric.OFFER_LATENCY, 1_000_000, 9_000_000);
        measures.took(Metric.OFFER_LATENCY, 2_000_000, 2_500_000);

        assertEquals(8_000, measures.at(Metric.OFFER_LATENCY, 50), 8);
        assertEquals(
                3,
                measures.takeInterval().values().stream()
                        .mapToLong(histogram -> histogram.getTotalCount())
                        .sum(),
                "each second shows everything");
        assertEquals(
                0,
                measures.takeInterval().values().stream()
                        .mapToLong(histogram -> histogram.getTotalCount())
                        .sum());
    }

    @Test
    void generatorThatWasLateMakesTheRunInvalid() {
        measures.window(0, Long.MAX_VALUE);
        for (int i = 0; i < 98; i++) {
            measures.took(Metric.LATE, 0, 1_000);
        }
        assertEquals(List.of(), measures.invalidReasons());

        for (int i = 0; i < 2; i++) {
            measures.took(Metric.LATE, 0, 50_000);
        }

        assertTrue(measures.invalidReasons().getFirst().startsWith("generator.late_ms.p99 is 50"));
    }

    @Test
    void workThatWasDroppedMakesTheRunInvalid() {
        measures.dropped(1);

        assertFalse(measures.invalidReasons().isEmpty());
    }

    @Test
    void socketsBeyondTheLimitAreRefusedWithTheLimitAndAWayOut() {
        OpenFiles files = new OpenFiles(1_024, 20_000, 50);

        assertDoesNotThrow(() -> files.require(500, 10, 1));
        String message = refusal(files, 1_000);
        assertTrue(message.contains("soft limit 1,024, hard limit 20,000"), message);
        assertTrue(message.contains("ulimit -n 1410"), message);
        assertTrue(refusal(files, 25_000).contains("limits.conf"), "above the hard limit");
        assertTrue(message.contains("'--processes 2' (at most 614 drivers in each)"), message);
    }

    private static String refusal(OpenFiles files, int drivers) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> files.require(drivers, 10, 1))
                        .getMessage());
    }
}
