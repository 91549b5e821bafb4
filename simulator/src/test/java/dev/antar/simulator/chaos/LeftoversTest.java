package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.report.Progress;
import dev.antar.simulator.soak.Census;
import dev.antar.simulator.soak.LiveHeap;
import dev.antar.simulator.soak.Sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class LeftoversTest {

    private static final Duration LONG = Duration.ofMinutes(20);

    private static Sample sample(double minutes, Map<String, Double> more) {
        Map<String, Double> values = new HashMap<>();
        Leftovers.GONE.forEach(name -> values.put(name, 0.0));
        values.put(Census.HEAP, 100.0);
        values.put(Census.MAP_ENTRIES, 10_000.0);
        values.put(Census.DRIVERS, 1_000.0);
        values.put("jobs remembered", 500.0);
        values.put("offers remembered", 500.0);
        values.put("sockets", 10.0);
        values.put(Census.FILES, 30.0);
        values.put(Leftovers.STORE, 4.0);
        values.put("Java threads", 40.0);
        values.putAll(more);
        return new Sample(minutes * 60, new LiveHeap(0, Map.of()), values);
    }

    private static Outcome.Verdict verdict(Leftovers leftovers, Duration span) {
        Findings findings = new Findings(new Soak("soak"), Progress.onStandardError(), 1);
        leftovers.judge(findings, span, true);
        return findings.outcome(1, null, List.of()).verdict();
    }

    private static Leftovers after(Map<String, Double> end) {
        Sample before = sample(0, Map.of());
        return new Leftovers(before, List.of(before, sample(10, Map.of())), sample(20, end));
    }

    @ParameterizedTest
    @CsvSource({
        "drivers' sessions, 1, KEPT",
        "drivers' sessions, 2, BROKEN",
        "timers, 2, BROKEN",
        "sockets, 11, KEPT",
        "sockets, 12, BROKEN",
        "open files, 31, KEPT",
        "open files, 32, BROKEN",
        "connections to PostgreSQL, 12, KEPT",
        "connections to PostgreSQL, 13, BROKEN",
        "Java threads, 42, BROKEN",
        "entries of maps, 10060, KEPT",
        "entries of maps, 10061, BROKEN",
    })
    void whatIsThereInSmallNumbersMayDifferByOneAndMapsByOneInAHundred(
            String name, double count, Outcome.Verdict verdict) {
        Map<String, Double> end = new HashMap<>(Map.of(name, count));
        if (name.equals(Leftovers.STORE)) {
            // They are sockets and open files too.
            end.put("sockets", 10 - 4 + count);
            end.put(Census.FILES, 30 - 4 + count);
        }

        assertEquals(verdict, verdict(after(end), LONG));
    }

    @Test
    void whatIsKeptOfEachDriverIsNoLeak() {
        Leftovers kept =
                after(Map.of(Census.DRIVERS, 2_000.0, Census.MAP_ENTRIES, 10_000 + 3 * 1_000.0));
        Leftovers more =
                after(Map.of(Census.DRIVERS, 2_000.0, Census.MAP_ENTRIES, 10_000 + 4 * 1_000.0));

        assertEquals(Outcome.Verdict.KEPT, verdict(kept, LONG));
        assertEquals(Outcome.Verdict.BROKEN, verdict(more, LONG));
    }

    @Test
    void heapThatRisesIsALeakWhereTheTimeWasLongEnoughToTell() {
        Sample before = sample(0, Map.of());
        List<Sample> during = List.of(before, sample(10, Map.of(Census.HEAP, 101.5)));
        Leftovers rising = new Leftovers(before, during, sample(20, Map.of()));

        assertEquals(Outcome.Verdict.BROKEN, verdict(rising, LONG));
        assertEquals(Outcome.Verdict.KEPT, verdict(rising, Duration.ofMinutes(9)));
    }

    @Test
    void whatMustBeUnchangedIsSoToTheLastOne() {
        assertTrue(Leftovers.unchanged("series", 40_000, 40_000).kept());
        assertFalse(Leftovers.unchanged("series", 40_000, 40_001).kept());
    }

    @Test
    void onlyWhatMustGoCountsAsChanged() {
        Sample before = sample(0, Map.of());
        Sample now = sample(1, Map.of("timers", 1.0, "Java threads", 50.0));

        assertEquals(List.of("timers"), Leftovers.changed(before, now));
    }
}
