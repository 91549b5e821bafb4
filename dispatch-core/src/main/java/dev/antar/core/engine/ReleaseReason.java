package dev.antar.core.engine;

/// Why a driver no longer holds a job that is not done.
public enum ReleaseReason {
    /// He gave it up.
    DRIVER,
    /// Nothing was heard from his phone for too long, and he had not picked up yet.
    DRIVER_GONE,
    /// Another driver will be at the pickup much earlier and has accepted; this one is paid for the
    /// way that he drove.
    BETTER_MATCH
}
