package dev.antar.simulator.actor;

import dev.antar.core.job.JobState;

import org.jspecify.annotations.Nullable;

/// Where a driver stands in the server's eyes, told after a connection was lost.
///
/// @param offer the live offer to him
/// @param held the job that he holds
public record DutySeen(boolean onDuty, @Nullable OfferSeen offer, @Nullable Held held) {

    /// A job in hand.
    ///
    /// @param state one in which a job is held
    public record Held(JobSeen job, JobState state) {

        public Held {
            if (!state.held()) {
                throw new IllegalArgumentException(
                        "state=" + state + ": no driver holds such a job");
            }
        }
    }
}
