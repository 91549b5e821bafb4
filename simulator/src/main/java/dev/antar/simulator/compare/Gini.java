package dev.antar.simulator.compare;

import dev.antar.simulator.report.DriverRow;

import java.util.Arrays;
import java.util.List;

/// How unevenly something is spread (Gini 1912): 0 everybody has the same, 1 one has all.
public final class Gini {

    private Gini() {}

    /// Of pay per hour on duty, among those who were on duty.
    public static double ofOnlineHours(List<DriverRow> drivers) {
        return of(
                drivers.stream()
                        .filter(row -> row.onlineS() > 0)
                        .mapToDouble(DriverRow::payPerOnlineHour)
                        .toArray());
    }

    /// @param values not below 0, in any order
    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return sum == 0 ? 0 : weighted / (sorted.length * sum);
    }
}
