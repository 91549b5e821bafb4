package dev.antar.core.job;

/// Why a job that waits is not being offered to anyone right now. The name is the word in JSON,
/// metric tags and reports.
public enum UnmatchedReason {
    /// Promised or ready later; whoever were asked now would be there too early.
    NOT_YET_DUE,
    /// Submitted or released since the last round.
    WAITING_FOR_ROUND,
    /// No driver is on duty near enough to the pickup.
    NO_DRIVER_IN_REACH,
    /// Drivers are near, and all of them hold another job or an offer.
    DRIVERS_BUSY,
    /// Free drivers are near, but have not been heard from lately or do not want offers now.
    DRIVERS_NOT_AVAILABLE,
    /// Free drivers are near, but none has the vehicle, skills or seats.
    NO_DRIVER_WITH_REQUIREMENTS,
    /// No road is near the pickup.
    PICKUP_OFF_ROAD,
    /// No road is near the dropoff.
    DROPOFF_OFF_ROAD,
    /// No road leads from the pickup to the dropoff.
    NO_WAY_TO_DROPOFF,
    /// Drivers are near in a straight line, but no road leads from them to the pickup in time.
    NO_WAY_TO_PICKUP,
    /// Drivers are near, but none can be at the dropoff by the promised moment.
    PROMISE_OUT_OF_REACH,
    /// Every driver who could do it has declined it.
    ALL_DECLINED,
    /// The drivers who could do it serve other jobs better in this round.
    OUTBID
}
