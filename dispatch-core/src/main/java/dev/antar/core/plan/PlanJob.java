package dev.antar.core.plan;

/// What planning must know of a job. Places are numbers that [Legs] knows; times are epoch
/// milliseconds, or any other scale that all share.
///
/// @param number of the job, small and not negative: tables are indexed by it
/// @param load how much of a driver's capacity it takes, at least 1
/// @param readyAtMillis before this it cannot be picked up
/// @param latestPickupMillis promised: the pickup is not later
/// @param maxRideMillis promised: the way from pickup to dropoff is not longer
public record PlanJob(
        int number,
        int pickup,
        int dropoff,
        int load,
        long readyAtMillis,
        long latestPickupMillis,
        long maxRideMillis) {

    /// A promise that nobody made; far from overflow.
    public static final long NEVER = Long.MAX_VALUE / 4;

    public PlanJob {
        require(number >= 0, "number", number, "must not be negative");
        require(pickup >= 0, "pickup", pickup, "must not be negative");
        require(dropoff >= 0, "dropoff", dropoff, "must not be negative");
        require(load >= 1, "load", load, "must be at least 1");
        require(
                Math.abs(readyAtMillis) <= NEVER,
                "readyAtMillis",
                readyAtMillis,
                "must be a moment");
        require(
                latestPickupMillis >= readyAtMillis,
                "latestPickupMillis",
                latestPickupMillis,
                "must not be before readyAtMillis=" + readyAtMillis);
        require(maxRideMillis >= 0, "maxRideMillis", maxRideMillis, "must not be negative");
    }

    private static void require(boolean kept, String field, long value, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(field + "=" + value + ": " + rule);
        }
    }
}
