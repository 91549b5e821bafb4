package dev.antar.simulator.load;

import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.measure.Processor;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;

import java.util.Map;

/// Takes a run's figures once a second and passes them on.
public final class Timeline {

    private final Load load;
    private final SecondSink sink;
    private long takenAtMillis;
    private long cpuNanos = Processor.usedNanos();
    private long cpuAtNanos = System.nanoTime();
    private long fixes;
    private long reconnects;
    private long repeats;
    private int asked;
    private int completed;

    Timeline(Load load, SecondSink sink) {
        this.load = load;
        this.sink = sink;
        this.takenAtMillis = load.clock().millis();
    }

    /// @param openJobs that the server has
    Second take(double atS, String phase, int openJobs, long nowMillis) {
        Fleet fleet = load.fleet();
        Second second = new Second(atS, phase);
        int busy = fleet.busy();
        second.set(Figure.CONNECTED, fleet.connected());
        second.set(Figure.IDLE, fleet.idle());
        second.set(Figure.BUSY, busy);
        second.set(Figure.WAITING, Math.max(0, openJobs - busy));
        second.set(Figure.FIXES, (double) (fleet.fixesSent - fixes));
        second.set(Figure.RECONNECTS, (double) (fleet.reconnects() - reconnects));
        second.set(Figure.REPEATS, (double) (load.repeats() - repeats));
        second.set(Figure.ASKED, load.status().askedSoFar() - asked);
        second.set(Figure.COMPLETED, load.status().completed() - completed);
        second.set(Figure.HEAP_MB, heapMegabytes());
        second.set(Figure.CPU, cpuPercent());
        fixes = fleet.fixesSent;
        reconnects = fleet.reconnects();
        repeats = load.repeats();
        asked = load.status().askedSoFar();
        completed = load.status().completed();
        Map<Metric, Histogram> histograms = load.measures().takeInterval();
        latencies(second, histograms);
        sink.second(second, takenAtMillis, nowMillis, histograms);
        takenAtMillis = nowMillis;
        return second;
    }

    /// Fills in the latencies of a second.
    public static void latencies(Second second, Map<Metric, Histogram> histograms) {
        histograms.forEach(
                (metric, histogram) -> {
                    double p50 = histogram.getValueAtPercentile(50) / 1000.0;
                    double p99 = histogram.getValueAtPercentile(99) / 1000.0;
                    switch (metric) {
                        case OFFER_LATENCY -> {
                            second.set(Figure.OFFERS, (double) histogram.getTotalCount());
                            second.set(Figure.OFFER_P50, p50);
                            second.set(Figure.OFFER_P99, p99);
                        }
                        case CREATE_ACK -> second.set(Figure.CREATE_P99, p99);
                        case ACCEPT_ACK -> second.set(Figure.ACCEPT_P99, p99);
                        case FIX_LIVE -> {
                            second.set(Figure.FIX_LIVE_P50, p50);
                            second.set(Figure.FIX_LIVE_P99, p99);
                        }
                        case CONNECT -> second.set(Figure.CONNECT_P99, p99);
                        case LATE -> second.set(Figure.LATE_P99, p99);
                        case LOOP_LAG ->
                                second.set(Figure.LOOP_LAG_MAX, histogram.getMaxValue() / 1000.0);
                        case OFFER_ANY, STEP_ACK -> {}
                    }
                });
    }

    private double cpuPercent() {
        long used = Processor.usedNanos();
        long now = System.nanoTime();
        double percent = 100.0 * (used - cpuNanos) / Math.max(1, now - cpuAtNanos);
        cpuNanos = used;
        cpuAtNanos = now;
        return Math.round(percent);
    }

    private static double heapMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        return (double) ((runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
