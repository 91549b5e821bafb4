package dev.antar.simulator.actor;

/// What a driver is about, in his own eyes.
public enum DriverPhase {
    OFF_DUTY,
    FREE,
    /// Looks at an offer.
    THINKING,
    /// Has accepted, and waits to be told whether the job is his.
    ACCEPTING,
    TO_PICKUP,
    AT_PICKUP,
    TO_DROPOFF,
    AT_DROPOFF;

    /// Whether he has a job in hand.
    public boolean onJob() {
        return switch (this) {
            case OFF_DUTY, FREE, THINKING, ACCEPTING -> false;
            case TO_PICKUP, AT_PICKUP, TO_DROPOFF, AT_DROPOFF -> true;
        };
    }
}
