package dev.antar.simulator.compare;

import dev.antar.simulator.lab.LabResult;
import dev.antar.simulator.report.DriverRow;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Spread;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One policy on one seed.
record SeedRun(long seed, LabResult result) {

    double[] waits() {
        return result.jobs().stream()
                .filter(JobRow::completed)
                .mapToDouble(SeedRun::waitS)
                .toArray();
    }

    Spread waitSpread() {
        return Spread.of(waits());
    }

    double ended(String outcome) {
        return result.jobs().stream().filter(row -> row.outcome().equals(outcome)).count();
    }

    /// Share of offers sent that were declined or expired.
    double refusedShare() {
        long sent = Math.max(1, result.offers().sent());
        return (double) (result.offers().declined() + result.offers().expired()) / sent;
    }

    double giniOfOnlineHours() {
        return Gini.ofOnlineHours(result.drivers());
    }

    /// Of drivers who were on duty: major units of the currency per hour.
    double[] hourly(ToDoubleFunction<DriverRow> payPerHour) {
        return onDuty().stream().mapToDouble(row -> payPerHour.applyAsDouble(row) / 100).toArray();
    }

    /// The value that this share of drivers stays at or below.
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    List<DriverRow> onDuty() {
        return result.drivers().stream().filter(row -> row.onlineS() > 0).toList();
    }

    static double waitS(JobRow row) {
        Double pickup = row.pickupS();
        return pickup == null ? 0 : pickup - row.requestedS();
    }
}
