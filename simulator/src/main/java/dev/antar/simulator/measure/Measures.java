package dev.antar.simulator.measure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Everything a run measures. What was meant for the warm-up, or for after the end, is seen second
/// by second and does not count. One thread.
public final class Measures {

    /// A generator later than this, for one in a hundred things, measures itself.
    public static final double LATEST_MILLIS = 10;

    private final Map<Metric, Latency> latencies = new EnumMap<>(Metric.class);
    private long fromMicros = Long.MAX_VALUE;
    private long untilMicros = Long.MAX_VALUE;
    private final List<String> ofParts = new ArrayList<>();
    private long dropped;

    public Measures() {
        for (Metric metric : Metric.values()) {
            latencies.put(metric, new Latency());
        }
    }

    /// What is meant for this span counts.
    public void window(long fromMicrosOfClock, long untilMicrosOfClock) {
        fromMicros = fromMicrosOfClock;
        untilMicros = untilMicrosOfClock;
    }

    /// Demand ends here, earlier than planned.
    public void endBy(long microsOfClock) {
        untilMicros = Math.min(untilMicros, microsOfClock);
    }

    /// Something was meant for one moment and happened at another.
    public void took(Metric metric, long intendedMicros, long happenedMicros) {
        latency(metric)
                .record(
                        happenedMicros - intendedMicros,
                        intendedMicros >= fromMicros && intendedMicros < untilMicros);
    }

    /// So many things were meant to be done by now, and this machine could not do them.
    public void dropped(long soFar) {
        dropped = soFar;
    }

    public long dropped() {
        return dropped;
    }

    /// What counts of the whole run, by metric; not copies.
    public Map<Metric, Histogram> totals() {
        Map<Metric, Histogram> all = new EnumMap<>(Metric.class);
        latencies.forEach((metric, latency) -> all.put(metric, latency.total()));
        return all;
    }

    /// Takes over the whole run of another process: value by value, not its percentiles.
    ///
    /// @param invalidReasons why that process measured itself; one is enough for this run to do so
    public void add(Map<Metric, Histogram> totals, long droppedThere, List<String> invalidReasons) {
        totals.forEach((metric, total) -> latency(metric).add(total));
        dropped += droppedThere;
        ofParts.addAll(invalidReasons);
    }

    /// Takes over what another process recorded since its last look.
    public void addInterval(Map<Metric, Histogram> intervals) {
        intervals.forEach((metric, interval) -> latency(metric).addInterval(interval));
    }

    /// What was recorded since the last look, by metric; valid until the next look but one.
    public Map<Metric, Histogram> takeInterval() {
        Map<Metric, Histogram> taken = new EnumMap<>(Metric.class);
        latencies.forEach((metric, latency) -> taken.put(metric, latency.takeInterval()));
        return taken;
    }

    /// Why this run says more about the generator than about the server; empty when it does not.
    public List<String> invalidReasons() {
        if (!ofParts.isEmpty()) {
            return List.copyOf(ofParts);
        }
        List<String> reasons = new ArrayList<>();
        for (Metric metric : List.of(Metric.LATE, Metric.LOOP_LAG)) {
            double p99 = latency(metric).millisAt(99);
            if (p99 > LATEST_MILLIS) {
                reasons.add(
                        "generator."
                                + metric.key()
                                + ".p99 is "
                                + p99
                                + " ms, above "
                                + (int) LATEST_MILLIS
                                + " ms");
            }
        }
        if (dropped > 0) {
            reasons.add(dropped + " things that were due could not be done on this machine");
        }
        return reasons;
    }

    public boolean measured(Metric metric) {
        return latency(metric).count() > 0;
    }

    /// Count, mean, percentiles and maximum of one.
    public void put(Metric metric, ObjectNode node) {
        latency(metric).put(node);
    }

    /// Milliseconds.
    public double at(Metric metric, double percentile) {
        return latency(metric).millisAt(percentile);
    }

    private Latency latency(Metric metric) {
        Latency found = latencies.get(metric);
        if (found == null) {
            throw new IllegalArgumentException("metric=" + metric + ": is not measured");
        }
        return found;
    }
}
