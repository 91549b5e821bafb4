package dev.antar.simulator.behaviour;

/// How the patience of customers is spread around its mean.
public enum Patience {
    /// Everybody waits equally long.
    FIXED,
    /// Whoever has waited is as likely to leave in the next minute as one who has just come.
    EXPONENTIAL
}
