package dev.antar.simulator.soak;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a server held at one moment.
///
/// @param atSeconds since the soak began
/// @param heap alive after a full collection
/// @param values by name; those of one soak have the same names
public record Sample(double atSeconds, LiveHeap heap, Map<String, Double> values) {

    public Sample {
        values = new LinkedHashMap<>(values);
    }

    public double of(String name) {
        return values.getOrDefault(name, 0.0);
    }
}
