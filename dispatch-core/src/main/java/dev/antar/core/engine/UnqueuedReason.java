package dev.antar.core.engine;

/// Why a driver stands in a zone's line no longer.
public enum UnqueuedReason {
    /// He took a job.
    JOB,
    /// He went off duty.
    OFFLINE,
    /// He drove away.
    LEFT,
    /// His phone has been silent for too long.
    UNREACHABLE,
    /// A human paused him.
    PAUSED
}
