package dev.antar.simulator.report;

import java.util.Arrays;

/// Mean and percentiles (nearest rank) of some numbers; all 0 where there are none.
public record Spread(int count, double mean, double p50, double p90, double p95, double max) {

    public static Spread of(double[] values) {
        if (values.length == 0) {
            return new Spread(0, 0, 0, 0, 0, 0);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return new Spread(
                sorted.length,
                sum / sorted.length,
                rank(sorted, 0.50),
                rank(sorted, 0.90),
                rank(sorted, 0.95),
                sorted[sorted.length - 1]);
    }

    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
