package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;

import org.junit.jupiter.api.Test;

class FixesSeenTest {

    private final Measures measures = new Measures();
    private final FixesSeen fixes = new FixesSeen(measures);

    FixesSeenTest() {
        measures.window(0, Long.MAX_VALUE);
    }

    @Test
    void fixThatWasOvertakenCountsWhenItsSuccessorIsShown() {
        fixes.sent("d", new LatLng(1, 1), 0);
        fixes.sent("d", new LatLng(1, 1.001), 4_000_000);

        fixes.shown("d", 1, 1.001, 5_000_000);

        assertEquals(5_000, measures.at(Metric.FIX_LIVE, 100), 5, "the first");
        assertEquals(1_000, measures.at(Metric.FIX_LIVE, 0), 1, "the second");
    }

    @Test
    void fixCountsOnceAndOneThatStandsIsMeasuredFromItsFirst() {
        fixes.sent("d", new LatLng(1, 1), 1_000_000);
        fixes.sent("d", new LatLng(1, 1), 5_000_000);

        fixes.shown("d", 1, 1, 6_000_000);
        fixes.shown("d", 1, 1, 9_000_000);

        assertEquals(5_000, measures.at(Metric.FIX_LIVE, 100), 5);
        assertEquals(0, fixes.neverShown());
    }

    @Test
    void fixesThatNoMapShowsAreCounted() {
        for (int i = 0; i < 10; i++) {
            fixes.sent("d", new LatLng(1, 1 + i), i);
        }

        assertEquals(2, fixes.neverShown());
    }
}
