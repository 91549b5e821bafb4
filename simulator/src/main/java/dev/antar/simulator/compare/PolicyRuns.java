package dev.antar.simulator.compare;

import dev.antar.core.policy.Policy;
import dev.antar.simulator.report.DriverRow;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One policy on every seed, in the order of the seeds.
///
/// @param policy its parameters as the runs used them
public record PolicyRuns(Policy policy, List<SeedRun> runs) {

    public PolicyRuns {
        runs = List.copyOf(runs);
    }

    /// One value for each seed.
    double[] each(ToDoubleFunction<SeedRun> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    Interval mean(ToDoubleFunction<SeedRun> figure) {
        return Interval.of(each(figure));
    }

    /// All drivers' hourly pay in all seeds.
    double[] hourly(ToDoubleFunction<DriverRow> payPerHour) {
        return runs.stream()
                .flatMapToDouble(run -> Arrays.stream(run.hourly(payPerHour)))
                .toArray();
    }

    /// Promises that were broken in these runs.
    public long violations() {
        return runs.stream().mapToLong(run -> run.result().violations()).sum();
    }
}
