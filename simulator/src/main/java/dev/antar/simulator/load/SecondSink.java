package dev.antar.simulator.load;

import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;

import java.util.Map;

/// Is told of each second of a run, on its event loop.
public interface SecondSink {

    SecondSink NONE = (_, _, _, _) -> {};

    /// A second is over.
    ///
    /// @param fromMillis epoch
    /// @param histograms of that second in microseconds; valid during the call
    void second(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms);
}
