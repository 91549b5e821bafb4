package dev.antar.simulator.soak;

import java.util.Arrays;

/// How fast something rises: the median of the slopes between all pairs of points (Theil and Sen),
/// which a few odd points do not move, with the interval that holds the true one with 95 %.
///
/// @param slope per unit of x
/// @param low and `high` bounds of it; the slope's own where there are too few points
public record Trend(double slope, double low, double high) {

    private static final double Z_95 = 1.96;

    /// The trend of these points.
    ///
    /// @param x ascending, at least two different values
    public static Trend of(double[] x, double[] y) {
        int n = x.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (x[j] > x[i]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException(
                    "x=" + Arrays.toString(x) + ": must have two different values");
        }
        double[] sorted = Arrays.copyOf(slopes, count);
        Arrays.sort(sorted);
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        // By the spread of Kendall's tau (Sen 1968).
        double spread = Z_95 * Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
        int low = (int) Math.floor((count - spread) / 2) - 1;
        int high = (int) Math.ceil((count + spread) / 2);
        if (low < 0 || high >= count) {
            return new Trend(median, sorted[0], sorted[count - 1]);
        }
        return new Trend(median, sorted[low], sorted[high]);
    }
}
