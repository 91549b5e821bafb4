package dev.antar.core.fleet;

/// What became of a fix. The name is the word in JSON and metric tags.
public enum FixVerdict {
    ACCEPTED,
    /// Nobody has this slot.
    UNKNOWN_DRIVER,
    /// The driver is off duty: the position is neither kept nor indexed.
    OFF_DUTY,
    /// Not newer than the last one accepted.
    OLDER_THAN_LAST,
    /// Taken later than now, beyond what clocks differ by.
    FROM_FUTURE,
    /// Farther from the last position than any vehicle gets in the time between. Three in a row
    /// that agree with each other are believed.
    JUMP,
    /// The phone says it may be off by more than a match can bear.
    INACCURATE;

    public boolean accepted() {
        return this == ACCEPTED;
    }
}
