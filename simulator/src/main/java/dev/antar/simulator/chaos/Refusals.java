package dev.antar.simulator.chaos;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/// Which requests of a [Rush] were refused, by their numbers: there are millions, and those of one
/// status were told the same. One thread.
final class Refusals {

    private final Map<Integer, BitSet> byStatus = new TreeMap<>();

    void add(int number, int status) {
        byStatus.computeIfAbsent(status, _ -> new BitSet()).set(number);
    }

    /// Forgets that it was refused.
    ///
    /// @return the status that it was refused with, or 0 where it was not
    int take(int number) {
        for (Map.Entry<Integer, BitSet> each : byStatus.entrySet()) {
            if (each.getValue().get(number)) {
                each.getValue().clear(number);
                return each.getKey();
            }
        }
        return 0;
    }

    /// How many of each status.
    Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new TreeMap<>();
        byStatus.forEach((status, numbers) -> counts.put(status, (long) numbers.cardinality()));
        return counts;
    }
}
