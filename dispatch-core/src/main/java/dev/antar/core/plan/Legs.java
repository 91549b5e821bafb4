package dev.antar.core.plan;

/// How long a driver travels between two places, which whoever plans has numbered.
@FunctionalInterface
public interface Legs {

    /// Milliseconds, at least 0; 0 from a place to itself. Asked millions of times: a table.
    int millis(int from, int to);
}
