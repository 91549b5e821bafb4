package dev.antar.simulator.lab;

import dev.antar.core.engine.Event;

import java.util.ArrayList;
import java.util.List;

/// Promises that were broken: counts them all and keeps the first in words.
final class Violations {

    private static final int KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long count;

    /// How many there are.
    long count() {
        return count;
    }

    /// The first of them.
    List<String> examples() {
        return List.copyOf(kept);
    }

    void add(String what) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(what);
        }
    }

    /// Adds one unless the event is as it must be.
    ///
    /// @param otherwise what is wrong with the event where it is not
    void require(boolean right, Event event, String otherwise) {
        if (!right) {
            add(event + " " + otherwise);
        }
    }
}
