package dev.antar.simulator.chaos;

import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/// How long the server took to answer what drivers said about their jobs, while somebody wants to
/// know. From the intended moment to the definitive answer, in microseconds. Any thread.
final class DriversAnswers implements SecondSink {

    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private final Histogram accepts = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram steps = new Histogram(HIGHEST_MICROS, 3);
    private boolean counting;

    @Override
    public synchronized void second(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms) {
        if (counting) {
            add(accepts, histograms.get(Metric.ACCEPT_ACK));
            add(steps, histograms.get(Metric.STEP_ACK));
        }
    }

    /// Begins or ends to count; by whole seconds.
    synchronized void count(boolean on) {
        counting = on;
    }

    /// Forgets what was counted so far.
    synchronized void forget() {
        accepts.reset();
        steps.reset();
    }

    /// Of acceptances; a copy.
    synchronized Histogram accepts() {
        return accepts.copy();
    }

    /// Of arrivals, pickups and completions; a copy.
    synchronized Histogram steps() {
        return steps.copy();
    }

    private static void add(Histogram sum, @Nullable Histogram more) {
        if (more != null) {
            sum.add(more);
        }
    }
}
