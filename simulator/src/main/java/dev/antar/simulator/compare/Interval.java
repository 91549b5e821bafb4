package dev.antar.simulator.compare;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Arrays;

/// A mean over seeds with the interval that holds the true one in 95 of 100 such comparisons
/// (Student's t). With a single seed the interval is not known, and its ends are not numbers.
///
/// @param low lower end
/// @param high upper end
public record Interval(double mean, double low, double high) {

    private static final double TAIL = 0.975;

    /// The mean of these and what is known of it.
    ///
    /// @param perSeed one value for each seed
    public static Interval of(double[] perSeed) {
        int count = perSeed.length;
        double mean = Arrays.stream(perSeed).average().orElse(Double.NaN);
        if (count < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        double squares = Arrays.stream(perSeed).map(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares / (count - 1) / count);
        double half =
                error == 0
                        ? 0
                        : error * TDistribution.of(count - 1).inverseCumulativeProbability(TAIL);
        return new Interval(mean, mean - half, mean + half);
    }

    /// How much the second exceeds the first, seed by seed: what a seed does to both is not noise.
    public static Interval ofDifference(double[] first, double[] second) {
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = second[i] - first[i];
        }
        return of(differences);
    }

    /// Whether 0 is outside: the seeds leave no doubt about the sign.
    public boolean certain() {
        return low > 0 || high < 0;
    }
}
