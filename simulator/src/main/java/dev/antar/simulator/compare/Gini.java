package dev.antar.simulator.compare;

import java.util.Arrays;

/// How unevenly something is spread (Gini 1912): 0 everybody has the same, 1 one has all.
final class Gini {

    private Gini() {}

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
