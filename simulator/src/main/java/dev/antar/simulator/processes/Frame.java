package dev.antar.simulator.processes;

import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.load.Traffic;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.Map;

/// What a process of a run says to the one that started it; a line of text each, [FrameLines].
sealed interface Frame {

    /// All its people are there.
    record Ready() implements Frame {}

    /// A second of the run is over.
    ///
    /// @param number of the second since the run began
    /// @param untilMicros all that it observed before is told
    /// @param histograms of that second, in microseconds
    record Beat(
            long number,
            long untilMicros,
            Second second,
            double share,
            Status.Totals totals,
            Map<Metric, Histogram> histograms,
            List<Observed> observed)
            implements Frame {}

    /// None of its jobs is open.
    record Drained() implements Frame {}

    /// All commands of its drivers are answered, or never will be.
    ///
    /// @param untilMicros all that it observed before is told
    record Answered(long untilMicros, List<Observed> observed) implements Frame {}

    /// It cannot go on.
    ///
    /// @param usage whether the one who typed the command can mend it
    record Failed(String message, boolean usage) implements Frame {}

    /// It is done.
    record Ended(
            List<JobRow> jobs,
            Offers offers,
            Map<Metric, Histogram> totals,
            long dropped,
            List<String> invalidReasons,
            Traffic traffic,
            double wallS)
            implements Frame {

        static Ended of(LoadResult result) {
            Measures measures = result.measures();
            return new Ended(
                    result.jobs(),
                    result.offers(),
                    measures.totals(),
                    measures.dropped(),
                    measures.invalidReasons(),
                    result.traffic(),
                    result.wallS());
        }
    }
}
