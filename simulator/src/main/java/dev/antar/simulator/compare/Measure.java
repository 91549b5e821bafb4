package dev.antar.simulator.compare;

import dev.antar.simulator.report.DriverRow;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A figure of which both policies are compared.
///
/// @param path where it stands in `summary.json`
/// @param name in plain words
/// @param better 1 where more is better, -1 where less is, 0 where it is neither
record Measure(
        String path, String name, String unit, int better, ToDoubleFunction<SeedRun> figure) {

    static List<Measure> all(String currency) {
        String hour = currency + "/h";
        return List.of(
                new Measure("wait_s.mean", "Mean wait", "s", -1, run -> run.waitSpread().mean()),
                new Measure("wait_s.p50", "Median wait", "s", -1, run -> run.waitSpread().p50()),
                new Measure("wait_s.p95", "Wait, 95 %", "s", -1, run -> run.waitSpread().p95()),
                new Measure(
                        "jobs.completed", "Jobs completed", "", 1, run -> run.ended("COMPLETED")),
                new Measure(
                        "jobs.cancelled", "Jobs cancelled", "", -1, run -> run.ended("CANCELLED")),
                new Measure(
                        "jobs.unfulfilled",
                        "Jobs unfulfilled",
                        "",
                        -1,
                        run -> run.ended("UNFULFILLED")),
                new Measure(
                        "offers.refused_share",
                        "Offers refused",
                        "share",
                        0,
                        SeedRun::refusedShare),
                new Measure(
                        "drivers.utilisation",
                        "Time on duty with a job",
                        "share",
                        1,
                        run -> run.result().utilisation()),
                new Measure(
                        "drivers.gini_online_hour",
                        "Unevenness (Gini) of pay per hour on duty",
                        "",
                        -1,
                        SeedRun::giniOfOnlineHours),
                new Measure(
                        "fairness.extra_wait_s",
                        "Measured price of fair incomes, a job",
                        "s",
                        -1,
                        run -> run.result().fairness().extraSPerJob()),
                new Measure(
                        "fairness.percent_of_wait",
                        "The same, of all waiting",
                        "%",
                        -1,
                        run -> run.result().fairness().percent()),
                new Measure(
                        "fairness.mean_weight_ms",
                        "What incomes weigh at most, on average",
                        "ms",
                        0,
                        run -> run.result().fairness().meanWeightMs()),
                hourly("earnings_online_hour.p10", "on duty, 10th percentile", hour, 0.1, true),
                hourly("earnings_online_hour.p50", "on duty, median", hour, 0.5, true),
                hourly("earnings_online_hour.p90", "on duty, 90th percentile", hour, 0.9, true),
                hourly("earnings_active_hour.p10", "with a job, 10th percentile", hour, 0.1, false),
                hourly("earnings_active_hour.p50", "with a job, median", hour, 0.5, false),
                hourly(
                        "earnings_active_hour.p90",
                        "with a job, 90th percentile",
                        hour,
                        0.9,
                        false));
    }

    private static Measure hourly(
            String path, String which, String unit, double share, boolean online) {
        ToDoubleFunction<DriverRow> pay =
                online ? DriverRow::payPerOnlineHour : DriverRow::payPerActiveHour;
        return new Measure(
                "drivers." + path,
                "Pay per hour " + which,
                unit,
                1,
                run -> SeedRun.quantile(run.hourly(pay), share));
    }
}
