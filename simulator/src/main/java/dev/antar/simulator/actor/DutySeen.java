package dev.antar.simulator.actor;

import dev.antar.core.job.JobState;
import dev.antar.core.job.Stop;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where a driver stands in the server's eyes, told after a connection was lost.
///
/// @param offer the live offer to him
/// @param held the jobs that he holds
/// @param stops their order, where there are several
public record DutySeen(
        boolean onDuty, @Nullable OfferSeen offer, List<Held> held, List<Stop> stops) {

    public DutySeen {
        held = List.copyOf(held);
        stops = List.copyOf(stops);
    }

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
