package dev.antar.simulator.lab;

import dev.antar.core.engine.Fairness;

import java.util.List;

/// What regard to drivers' incomes cost the customers of a run, as the dispatcher measured it; all
/// 0 where its policy has none.
///
/// @param extraSPerJob waiting for its sake per job picked up, seconds
/// @param percent the same as a share of all waiting
/// @param meanWeightMs what the driver paid most cost on top, on average over time, milliseconds
public record FairnessPaid(double extraSPerJob, double percent, double meanWeightMs) {

    static FairnessPaid of(List<Fairness.Day> days, double meanWeightMs) {
        long extra = days.stream().mapToLong(Fairness.Day::extraMillis).sum();
        long pickups = days.stream().mapToLong(Fairness.Day::pickups).sum();
        long wait = days.stream().mapToLong(Fairness.Day::waitMillis).sum();
        Fairness.Day all = new Fairness.Day(0, 0, extra, pickups, wait);
        return new FairnessPaid(all.extraSecondsPerJob(), all.percent(), meanWeightMs);
    }
}
