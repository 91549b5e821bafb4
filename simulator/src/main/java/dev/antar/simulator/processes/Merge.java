package dev.antar.simulator.processes;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.load.Timeline;
import dev.antar.simulator.load.Traffic;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Puts together what the processes of a run tell, as if it had been one. One thread.
/*
 * What clients saw is judged in the order in which they saw it, across processes. Each process tells
 * it once a second and says up to which moment it has told everything; what is older than the
 * earliest of these moments cannot be overtaken any more and goes to the evidence, in order.
 *
 * A second of the timeline is added up when all processes have told that second or a later one. One
 * that skipped it stood still: it counts as it was before, and with nothing done.
 */
final class Merge {

    /// How things are at a moment, not how many there were in a second.
    private static final Set<Figure> STANDING =
            Set.of(Figure.CONNECTED, Figure.IDLE, Figure.BUSY, Figure.HEAP_MB, Figure.CPU);

    private static final Set<Figure> COUNTED =
            Set.of(Figure.FIXES, Figure.RECONNECTS, Figure.REPEATS, Figure.ASKED, Figure.COMPLETED);

    private record Waiting(Observed observed, int process, long number) {}

    private final Consumer<Observed> judge;
    private final Measures measures;
    private final SecondSink sink;
    private final Status status;
    private final long originMillis;
    private final long[] toldUntilMicros;
    private final List<TreeMap<Long, Frame.Beat>> beats = new ArrayList<>();
    private final List<Second> seconds = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.<Waiting>comparingLong(each -> each.observed().atMicros())
                            .thenComparingInt(Waiting::process)
                            .thenComparingLong(Waiting::number));
    private long observedSoFar;
    private long nextSecond = -1;

    /// @param judge is told of everything in the order in which it was seen
    /// @param originMillis when the run began, epoch
    Merge(
            int processes,
            Consumer<Observed> judge,
            Measures measures,
            SecondSink sink,
            Status status,
            long originMillis) {
        this.judge = judge;
        this.measures = measures;
        this.sink = sink;
        this.status = status;
        this.originMillis = originMillis;
        this.toldUntilMicros = new long[processes];
        for (int i = 0; i < processes; i++) {
            beats.add(new TreeMap<>());
        }
    }

    void beat(int process, Frame.Beat beat) {
        beats.get(process).put(beat.number(), beat);
        if (nextSecond < 0 || (seconds.isEmpty() && beat.number() < nextSecond)) {
            nextSecond = beat.number();
        }
        told(process, beat.untilMicros(), beat.observed());
        while (beats.stream().allMatch(each -> !each.isEmpty() && each.lastKey() >= nextSecond)) {
            second(nextSecond++);
        }
    }

    /// A process has told all that it observed before a moment.
    void told(int process, long untilMicros, List<Observed> observed) {
        for (Observed each : observed) {
            waiting.add(new Waiting(each, process, observedSoFar++));
        }
        toldUntilMicros[process] = untilMicros;
        long all = toldUntilMicros();
        while (!waiting.isEmpty() && waiting.peek().observed().atMicros() < all) {
            judge.accept(waiting.remove().observed());
        }
    }

    /// All that any process observed before this has been judged.
    long toldUntilMicros() {
        return Arrays.stream(toldUntilMicros).min().orElse(0);
    }

    /// The whole run, once all processes have ended.
    LoadResult result(List<Frame.Ended> parts, Verdict verdict) {
        List<JobRow> jobs = new ArrayList<>();
        Offers offers = Offers.NONE;
        Traffic traffic = Traffic.NONE;
        double wallS = 0;
        for (int i = 0; i < parts.size(); i++) {
            Frame.Ended part = parts.get(i);
            String name = "process " + (i + 1) + " of " + parts.size() + ": ";
            jobs.addAll(part.jobs());
            offers = offers.plus(part.offers());
            traffic = traffic.plus(part.traffic());
            wallS = Math.max(wallS, part.wallS());
            measures.add(
                    part.totals(),
                    part.dropped(),
                    part.invalidReasons().stream().map(name::concat).toList());
        }
        jobs.sort(Comparator.comparingDouble(JobRow::requestedS));
        return new LoadResult(jobs, offers, seconds, measures, verdict, traffic, wallS);
    }

    private void second(long number) {
        Second merged = new Second(number, phase(number));
        Status.Totals totals = new Status.Totals(0, 0, 0, 0, 0, 0);
        double share = 0;
        for (TreeMap<Long, Frame.Beat> told : beats) {
            Map.Entry<Long, Frame.Beat> entry = told.floorEntry(number);
            if (entry == null) {
                continue;
            }
            Frame.Beat beat = entry.getValue();
            STANDING.forEach(figure -> add(merged, figure, beat));
            totals = totals.plus(beat.totals());
            share = Math.max(share, beat.share());
            if (beat.number() == number) {
                COUNTED.forEach(figure -> add(merged, figure, beat));
                measures.addInterval(beat.histograms());
            }
            told.headMap(entry.getKey()).clear();
        }
        merged.set(Figure.WAITING, Math.max(0, totals.open() - totals.busy()));
        Map<Metric, Histogram> histograms = measures.takeInterval();
        Timeline.latencies(merged, histograms);
        seconds.add(merged);
        status.merged(merged.phase(), share, totals);
        sink.second(
                merged,
                originMillis + (number - 1) * 1_000,
                originMillis + number * 1_000,
                histograms);
    }

    private String phase(long number) {
        for (TreeMap<Long, Frame.Beat> told : beats) {
            Map.Entry<Long, Frame.Beat> entry = told.floorEntry(number);
            if (entry != null) {
                return entry.getValue().second().phase();
            }
        }
        return "connecting";
    }

    private static void add(Second merged, Figure figure, Frame.Beat beat) {
        merged.set(figure, merged.of(figure) + beat.second().of(figure));
    }
}
