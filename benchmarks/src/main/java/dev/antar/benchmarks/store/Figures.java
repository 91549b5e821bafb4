package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;

import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of several rounds, by whom and what they are of. One thread.
final class Figures {

    private record Name(String subject, String metric, String unit) {}

    private final Map<Name, Runs> runs = new LinkedHashMap<>();

    void add(String subject, String metric, String unit, double value) {
        runs.computeIfAbsent(new Name(subject, metric, unit), _ -> new Runs()).add(value);
    }

    void rows(Bench bench) {
        runs.forEach(
                (name, values) -> bench.row(name.subject(), 0, name.metric(), name.unit(), values));
    }
}
