package dev.antar.core.policy;

import org.apache.commons.statistics.distribution.TDistribution;

/// How far B is above A over pairs of slots, with the interval that holds the true difference in 95
/// of 100 such trials (Student 1908, on the pairs' differences: what both slots of a pair share,
/// the hour and its weather, drops out).
///
/// @param pairs how many
/// @param a mean of A
/// @param b mean of B
/// @param low lower end of the interval for B less A; not a number with fewer than two pairs
/// @param high upper end
public record Difference(int pairs, double a, double b, double low, double high) {

    private static final double UPPER_TAIL = 0.975;

    /// Compares values pair by pair.
    ///
    /// @param a a value per pair
    /// @param b the other slot's, in the same order
    public static Difference of(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "b=" + b.length + " values: must be as many as a's " + a.length);
        }
        int n = a.length;
        double ofA = mean(a);
        double ofB = mean(b);
        if (n < 2) {
            return new Difference(n, ofA, ofB, Double.NaN, Double.NaN);
        }
        double difference = ofB - ofA;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = b[i] - a[i] - difference;
            squares += off * off;
        }
        double error = Math.sqrt(squares / (n - 1) / n);
        double t = TDistribution.of(n - 1).inverseCumulativeProbability(UPPER_TAIL);
        return new Difference(n, ofA, ofB, difference - t * error, difference + t * error);
    }

    /// B less A.
    public double difference() {
        return b - a;
    }

    /// Whether the interval leaves no doubt which is larger.
    public boolean significant() {
        return low > 0 || high < 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? Double.NaN : sum / values.length;
    }
}
