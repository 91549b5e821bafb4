package dev.antar.simulator.audit;

/// A word that was not kept.
///
/// @param job it is about; `driver/id` where it is about a driver's command
/// @param what in one sentence
public record Finding(Kind kind, String job, String what) {

    public enum Kind {
        /// Acknowledged, and later unknown or undone.
        LOST,
        /// Two drivers held the job at once, or a driver held more than he can.
        DOUBLE_HELD,
        /// The job's stream left out an event.
        GAP,
        /// A driver was offered a job again after the server had taken his decline.
        OFFER_AFTER_DECLINE,
        /// A driver's command was never answered.
        UNANSWERED,
        /// The server did not say how it ended.
        UNCHECKED
    }
}
