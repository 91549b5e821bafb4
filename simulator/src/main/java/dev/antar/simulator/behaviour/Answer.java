package dev.antar.simulator.behaviour;

/// What a driver does with an offer, counted from the moment he sees it.
public sealed interface Answer {

    record Accepts(long afterMillis) implements Answer {}

    record Declines(long afterMillis) implements Answer {}

    /// Lets it expire.
    record Ignores() implements Answer {}
}
