package dev.antar.simulator.audit;

/// A word that was not kept.
///
/// @param what in one sentence
public record Finding(Kind kind, String job, String what) {

    public enum Kind {
        /// Acknowledged, and later unknown or undone.
        LOST,
        /// Two drivers held the job at once, or a driver held more than he can.
        DOUBLE_HELD,
        /// The job's stream left out an event.
        GAP,
        /// The server did not say how it ended.
        UNCHECKED
    }
}
