package dev.antar.benchmarks.measure;

/// One measured figure.
///
/// @param subject `antar`, or the peer's name
/// @param drivers how many drivers there were; 0 where that means nothing
/// @param metric what was measured, in lower_snake_case with its statistic, such as `knn_us_p50`
/// @param value the median of the runs
/// @param unit of the value; one that ends in `/s` is better when higher, others when lower
/// @param spread highest less lowest of the runs as a share of the median: 0.1 is 10 %
public record Row(
        String topic,
        String subject,
        int drivers,
        String metric,
        double value,
        String unit,
        double spread) {

    /// The subject whose rows the others are compared with.
    public static final String ANTAR = "antar";

    /// How many times better than `other` this figure is.
    double timesBetterThan(Row other) {
        return unit.endsWith("/s") ? value / other.value : other.value / value;
    }
}
