package dev.antar.core.job;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// A job's life cycle. The table below is the whole of it: what is not in it cannot happen.
public enum JobState {
    /// Promised for later; not yet looking for a driver.
    SCHEDULED,
    /// Looking for a driver.
    PENDING,
    /// One driver has been asked and has not answered.
    OFFERED,
    /// A driver has accepted and is on the way to the pickup.
    ASSIGNED,
    AT_PICKUP,
    PICKED_UP,
    COMPLETED,
    CANCELLED,
    /// Given up: nobody could be found in time.
    UNFULFILLED;

    private static final Map<JobState, Set<JobState>> NEXT = new EnumMap<>(JobState.class);

    static {
        NEXT.put(SCHEDULED, EnumSet.of(PENDING, CANCELLED));
        NEXT.put(PENDING, EnumSet.of(OFFERED, CANCELLED, UNFULFILLED));
        NEXT.put(OFFERED, EnumSet.of(ASSIGNED, PENDING, CANCELLED));
        // Back to PENDING when the driver gives the job up or is lost. Straight to PICKED_UP
        // because drivers forget to report their arrival.
        // To OFFERED for the moment in which it passes to the driver who accepted to take it over.
        NEXT.put(ASSIGNED, EnumSet.of(AT_PICKUP, PICKED_UP, PENDING, OFFERED, CANCELLED));
        NEXT.put(AT_PICKUP, EnumSet.of(PICKED_UP, PENDING, CANCELLED));
        NEXT.put(PICKED_UP, EnumSet.of(COMPLETED));
        NEXT.put(COMPLETED, EnumSet.noneOf(JobState.class));
        NEXT.put(CANCELLED, EnumSet.noneOf(JobState.class));
        NEXT.put(UNFULFILLED, EnumSet.noneOf(JobState.class));
    }

    public boolean canBecome(JobState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /// Whether nothing can follow.
    public boolean ended() {
        return NEXT.getOrDefault(this, Set.of()).isEmpty();
    }

    /// Whether a driver holds the job.
    public boolean held() {
        return this == ASSIGNED || this == AT_PICKUP || this == PICKED_UP;
    }
}
