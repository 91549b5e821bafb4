package dev.antar.benchmarks.measure;

import java.util.Arrays;

/// The same measurement, repeated. One noisy run must not decide: the median stands for all.
public final class Runs {

    private double[] values = {};

    public void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
        Arrays.sort(values);
    }

    public double median() {
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /// Highest less lowest, as a share of the median.
    public double spread() {
        double median = median();
        return median == 0 ? 0 : (values[values.length - 1] - values[0]) / median;
    }
}
