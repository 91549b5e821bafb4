package dev.antar.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.util.List;

class ComparisonTest {

    @Test
    void runsMadeAlikeAreComparedWithoutAWarning() {
        Comparison comparison = new Comparison(run(1, 1_000), run(1, 1_500));

        assertEquals(List.of(), comparison.warnings());
        Comparison.Row p99 =
                comparison.rows().stream()
                        .filter(row -> row.metric().equals("offer_latency_ms.p99"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(1.5, p99.ratio());
    }

    @Test
    void whatDiffersBesideTheServerIsNamed() {
        SavedRun other = run(2, 1_000);
        ((ObjectNode) other.summary().path("parameters")).put("drivers", 7);

        List<String> warnings = new Comparison(run(1, 1_000), other).warnings();

        assertEquals(
                List.of("seed differs: 1 and 2", "parameters.drivers differs: 5 and 7"), warnings);
    }

    @Test
    void pageHoldsNothingFromElsewhere() {
        String page = ComparePage.of(new Comparison(run(1, 1_000), run(2, 1_500)));

        assertTrue(page.contains("seed differs: 1 and 2"));
        assertEquals(-1, page.indexOf("src="));
        assertEquals(-1, page.indexOf("href="));
    }

    private static SavedRun run(int seed, double p99) {
        ObjectNode summary = RunReport.object();
        summary.put("seed", seed).put("profile", "calm").put("valid", true);
        summary.putObject("parameters").put("drivers", 5).put("seed", seed);
        summary.putObject("environment").put("processors", 2);
        summary.putObject("offer_latency_ms").put("count", 3).put("p99", p99);
        Second second = new Second(1, "steady");
        second.set(Figure.OFFER_P99, p99);
        return new SavedRun("run" + seed, summary, List.of(second, new Second(2, "drain")));
    }
}
