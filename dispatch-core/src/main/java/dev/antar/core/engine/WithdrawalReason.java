package dev.antar.core.engine;

/// Why an offer was taken back before it was answered.
public enum WithdrawalReason {
    JOB_CANCELLED,
    DRIVER_OFFLINE,
    /// A human paused him.
    DRIVER_PAUSED,
    /// Nothing was heard from the driver's phone for too long.
    DRIVER_GONE
}
