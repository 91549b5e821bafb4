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

    /// How much there was of it.
    ///
    /// @throws IllegalArgumentException where nobody counted it: that is not the same as none
    public double of(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    name + ": is not in the sample, which has " + values.keySet());
        }
        return value;
    }

    /// Whether it was counted: some things can be on Linux only.
    public boolean tells(String name) {
        return values.containsKey(name);
    }
}
