package dev.antar.core.fleet;

/// What a driver on duty does not want, as he set it himself. Setting limits has no price: whoever
/// is beyond them is not asked.
///
/// @param maxPickupMeters the longest way to a pickup, 0 to 1,000,000
/// @param maxTripMeters the longest trip, 0 to 1,000,000
/// @param shiftEndsAtMillis when the last job must be done, epoch milliseconds
/// @param maxCash the most cash, in minor units, that a job may have him handle
public record Limits(int maxPickupMeters, int maxTripMeters, long shiftEndsAtMillis, long maxCash) {

    private static final int LONGEST_METERS = 1_000_000;

    /// Anything will do.
    public static final Limits NONE =
            new Limits(LONGEST_METERS, LONGEST_METERS, Long.MAX_VALUE, Long.MAX_VALUE);

    public Limits {
        require("maxPickupMeters", maxPickupMeters, LONGEST_METERS);
        require("maxTripMeters", maxTripMeters, LONGEST_METERS);
        require("shiftEndsAtMillis", shiftEndsAtMillis, Long.MAX_VALUE);
        require("maxCash", maxCash, Long.MAX_VALUE);
    }

    private static void require(String field, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to " + max);
        }
    }
}
