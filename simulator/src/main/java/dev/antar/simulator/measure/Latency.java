package dev.antar.simulator.measure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.HdrHistogram.Histogram;

/// How long one kind of thing took, over the whole run and since the last look. One thread; some
/// 400 KiB, no allocation per value.
public final class Latency {

    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Histogram total = new Histogram(HIGHEST_MICROS, DIGITS);
    private Histogram interval = new Histogram(HIGHEST_MICROS, DIGITS);
    private Histogram spare = new Histogram(HIGHEST_MICROS, DIGITS);

    void record(long micros, boolean counts) {
        long value = Math.clamp(micros, 0, HIGHEST_MICROS);
        interval.recordValue(value);
        if (counts) {
            total.recordValue(value);
        }
    }

    /// Takes over what another process recorded of the whole run.
    void add(Histogram ofTheRun) {
        total.add(ofTheRun);
    }

    /// Takes over what another process recorded since its last look.
    void addInterval(Histogram ofTheInterval) {
        interval.add(ofTheInterval);
    }

    /// What was recorded of the whole run; not a copy.
    Histogram total() {
        return total;
    }

    /// What was recorded since the last look; valid until the next one but one.
    Histogram takeInterval() {
        Histogram taken = interval;
        interval = spare;
        interval.reset();
        spare = taken;
        return taken;
    }

    long count() {
        return total.getTotalCount();
    }

    double millisAt(double percentile) {
        return millis(total.getValueAtPercentile(percentile));
    }

    /// Count, mean, percentiles and maximum, in milliseconds.
    void put(ObjectNode node) {
        node.put("count", total.getTotalCount());
        node.put("mean", rounded(total.getMean() / 1_000));
        node.put("p50", millisAt(50));
        node.put("p75", millisAt(75));
        node.put("p90", millisAt(90));
        node.put("p95", millisAt(95));
        node.put("p99", millisAt(99));
        node.put("p99_9", millisAt(99.9));
        node.put("max", millis(total.getMaxValue()));
    }

    static double millis(long micros) {
        return rounded(micros / 1_000.0);
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
