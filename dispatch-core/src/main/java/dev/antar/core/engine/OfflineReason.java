package dev.antar.core.engine;

/// Why a driver stopped working.
public enum OfflineReason {
    /// He said so.
    DRIVER,
    /// Nothing was heard from his phone for long.
    UNREACHABLE
}
