package dev.antar.core.matching;

/// Why a driver near the pickup was not considered for a job. The name is the word in JSON and
/// reports.
public enum Exclusion {
    /// Not heard from lately, or his position is too old.
    STALE,
    /// A human has paused him.
    PAUSED,
    /// Wants no offers now.
    SILENT,
    /// On his way home, and the job ends no nearer to it.
    GO_HOME,
    /// Declined this job, or gave it up.
    DECLINED_BEFORE,
    /// Let an offer of this job expire a moment ago; others come first.
    PASSED_OVER,
    VEHICLE,
    SKILL,
    SEATS,
    /// The job involves more cash than he wants to handle.
    CASH_LIMIT,
    /// Has a break.
    BREAK,
    /// The way to the pickup, or the trip, is longer than he wants.
    DISTANCE_LIMIT,
    /// The job would end after his shift.
    SHIFT_END,
    /// Could not be at the dropoff by the promised moment.
    PROMISE,
    /// Could not be at the pickup within the longest time allowed.
    OUT_OF_REACH,
    /// No road leads from where he is to the pickup within the longest time allowed: he is on an
    /// island, or the pickup is.
    NO_WAY,
    /// Holds another job or an offer. Told in explanations only: searches look at nobody busy.
    BUSY
}
