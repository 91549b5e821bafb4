package dev.antar.simulator.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.load.Traffic;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Several processes must come to what one would have come to. Everything goes over the wire form.
class MergeTest {

    private final List<String> judged = new ArrayList<>();
    private final List<Second> seconds = new ArrayList<>();
    private final Measures measures = new Measures();
    private final Merge merge =
            new Merge(
                    2,
                    observed -> judged.add(String.valueOf(observed.what())),
                    measures,
                    (second, _, _, _) -> seconds.add(second),
                    new Status(),
                    0);

    @Test
    void whatWasSeenIsJudgedInTheOrderInWhichItWasSeen() {
        merge.beat(0, beat(1, 1_000, 0, shown(100, "a"), shown(900, "c")));
        assertEquals(List.of(), judged, "the other process may have seen something before");

        merge.beat(1, beat(1, 600, 0, shown(500, "b")));
        assertEquals(List.of("OfferShown[job=a]", "OfferShown[job=b]"), judged);

        merge.told(1, 2_000, List.of(shown(1_500, "d")));
        assertEquals(3, judged.size(), "only what is older than all processes have told");
        assertEquals("OfferShown[job=c]", judged.getLast());
    }

    @Test
    void secondIsAddedUpWhenAllHaveToldIt() {
        merge.beat(0, beat(3, 3_000, 10));
        merge.beat(0, beat(4, 4_000, 20));
        assertEquals(List.of(), seconds);

        // The other process stood still in the third second.
        merge.beat(1, beat(2, 2_000, 5));
        merge.beat(1, beat(4, 4_000, 7));

        assertEquals(
                List.of(5.0, 15.0, 27.0),
                seconds.stream().map(second -> second.of(Figure.CONNECTED)).toList());
        assertEquals(
                List.of(5.0, 10.0, 27.0),
                seconds.stream().map(second -> second.of(Figure.FIXES)).toList(),
                "and did nothing in it");
    }

    @Test
    void percentilesAreThoseOfAllValuesTogether() {
        Measures one = new Measures();
        one.window(0, Long.MAX_VALUE);
        List<Measures> parts = List.of(new Measures(), new Measures());
        parts.forEach(part -> part.window(0, Long.MAX_VALUE));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(1, 5_000_000);
            one.took(Metric.ACCEPT_ACK, 0, micros);
            parts.get(micros < 4_000_000 ? 0 : 1).took(Metric.ACCEPT_ACK, 0, micros);
        }

        LoadResult result =
                merge.result(parts.stream().map(part -> ended(part)).toList(), Verdict.NOTHING);

        for (double percentile : new double[] {1, 50, 79, 81, 99, 99.9, 100}) {
            assertEquals(
                    one.at(Metric.ACCEPT_ACK, percentile),
                    result.measures().at(Metric.ACCEPT_ACK, percentile));
        }
        assertEquals(one.totals().get(Metric.ACCEPT_ACK), measures.totals().get(Metric.ACCEPT_ACK));
    }

    @Test
    void oneLateProcessMakesTheWholeRunInvalid() {
        Measures late = new Measures();
        late.window(0, Long.MAX_VALUE);
        Measures punctual = new Measures();
        punctual.window(0, Long.MAX_VALUE);
        late.took(Metric.LATE, 0, 50_000);
        for (int i = 0; i < 1_000; i++) {
            punctual.took(Metric.LATE, 0, 100);
        }

        LoadResult result = merge.result(List.of(ended(punctual), ended(late)), Verdict.NOTHING);

        assertTrue(result.measures().at(Metric.LATE, 99) < 1, "together they look punctual");
        assertEquals(1, result.measures().invalidReasons().size());
        assertTrue(result.measures().invalidReasons().getFirst().startsWith("process 2 of 2: "));
    }

    @Test
    void everythingThatIsSeenSurvivesTheWire() {
        List<Observed> all =
                List.of(
                        new Observed(
                                1,
                                new Observed.Saw(
                                        new Seen.StepDone(
                                                "j", "d", dev.antar.core.job.JobState.PICKED_UP))),
                        new Observed(2, new Observed.Saw(new Seen.Streamed("j", 3, "X", "d"))),
                        new Observed(3, new Observed.Saw(new Seen.AcceptDone("j", "d", true))),
                        new Observed(4, new Observed.Saw(new Seen.Offered("j", "d"))),
                        new Observed(5, new Observed.Asked("j", 6, true)),
                        new Observed(7, new Observed.Unanswered("d", "c")));

        assertEquals(new Frame.Answered(9, all), wired(new Frame.Answered(9, all)));
        assertEquals(new Frame.Ready(), wired(new Frame.Ready()));
        assertEquals(new Frame.Failed("x", true), wired(new Frame.Failed("x", true)));
        assertEquals(null, FrameLines.read("OpenJDK warning: something"));
    }

    private static Frame.Beat beat(long number, long untilMicros, int drivers, Observed... seen) {
        Second second = new Second(number, "steady");
        second.set(Figure.CONNECTED, drivers);
        second.set(Figure.FIXES, drivers);
        return (Frame.Beat)
                wired(
                        new Frame.Beat(
                                number,
                                untilMicros,
                                second,
                                0.5,
                                new Status.Totals(1, 2, 3, 4, 5, 6),
                                Map.of(),
                                List.of(seen)));
    }

    private static Observed shown(long atMicros, String job) {
        return new Observed(atMicros, new Observed.OfferShown(job));
    }

    private static Frame.Ended ended(Measures part) {
        Map<Metric, Histogram> totals = new EnumMap<>(part.totals());
        Frame.Ended told =
                new Frame.Ended(
                        List.of(), Offers.NONE, totals, 0, part.invalidReasons(), Traffic.NONE, 1);
        return (Frame.Ended) wired(told);
    }

    private static Frame wired(Frame frame) {
        String line = FrameLines.write(frame);
        assertFalse(line.contains("\n"), "a frame is a line");
        Frame read = FrameLines.read(line);
        if (read == null) {
            throw new AssertionError(line);
        }
        return read;
    }
}
