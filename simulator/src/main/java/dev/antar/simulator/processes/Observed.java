package dev.antar.simulator.processes;

import dev.antar.simulator.audit.Seen;

/// Something that one process observed and that is judged together with what the others did.
///
/// @param atMicros when, epoch
record Observed(long atMicros, What what) {

    sealed interface What {}

    /// A client was told something about a job.
    record Saw(Seen seen) implements What {}

    /// Somebody asked for a job.
    record Asked(String job, long intendedMicros, boolean nearby) implements What {}

    /// A phone shows an offer; how long that took is measured.
    record OfferShown(String job) implements What {}

    /// A command got no answer.
    record Unanswered(String driver, String command) implements What {}
}
