package dev.antar.core.engine;

/// When a driver who holds a job is asked for another one. Durations in milliseconds.
///
/// @param backToBackMillis a driver who will be free within this time is asked for a job near his
///   last dropoff; 0 for never. Higher finds more such drivers and predicts worse when they are
///   free, 0 to 3600000
/// @param marginMillis what such a driver costs more than one who is free and as near, because
///   nobody knows exactly when he will be; higher asks fewer of them, 0 to 3600000
/// @param stopMillis how long a stop is expected to take, 0 to 3600000
/// @param sharedDelayMillis how much later than promised a job that may be shared is picked up for
///   the sake of others, 0 to 3600000
/// @param sharedDetourPercent how much longer than alone its trip may be, percent, 0 to 400; 0 lets
///   nobody share
public record Workload(
        int backToBackMillis,
        int marginMillis,
        int stopMillis,
        int sharedDelayMillis,
        int sharedDetourPercent) {

    /// One job after the other, each offered to drivers who are free.
    public static final Workload ONE_AT_A_TIME = new Workload(0, 60_000, 30_000, 0, 0);

    public Workload {
        require("backToBackMillis", backToBackMillis);
        require("marginMillis", marginMillis);
        require("stopMillis", stopMillis);
        require("sharedDelayMillis", sharedDelayMillis);
        if (sharedDetourPercent < 0 || sharedDetourPercent > 400) {
            throw new IllegalArgumentException(
                    "sharedDetourPercent=" + sharedDetourPercent + ": must be from 0 to 400");
        }
    }

    /// Drivers who will be free within five minutes, if that gains a minute; shared jobs up to five
    /// minutes later and half as long again.
    public static Workload defaults() {
        return new Workload(300_000, 60_000, 30_000, 300_000, 50);
    }

    private static void require(String field, int value) {
        if (value < 0 || value > 3_600_000) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to 3600000");
        }
    }
}
