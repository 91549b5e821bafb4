package dev.antar.simulator.chaos;

import java.util.List;

/// Percentiles of a few thousand values.
final class Percentile {

    private Percentile() {}

    /// The smallest value that so much of all are not above; 0 of none.
    ///
    /// @param percent 0 to 100
    static double of(double percent, List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.clamp(rank - 1L, 0, sorted.size() - 1));
    }
}
