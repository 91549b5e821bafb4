package dev.antar.core.plan;

/// What plans are chosen by, in hundredths of a millisecond of somebody's time: whole numbers, so
/// that sums have the same value in any order. Percentages are from 0 to 10000.
///
/// @param waitPercent for each millisecond from ready to picked up
/// @param ridePercent for each millisecond from ready to dropped off
/// @param drivePercent for each millisecond of the ways driven, at the usual pace whoever drives
///   them; higher saves kilometres
/// @param unservedMillis what leaving a job to nobody costs, milliseconds; higher serves jobs that
///   take others longer
public record PlanCost(int waitPercent, int ridePercent, int drivePercent, int unservedMillis) {

    public PlanCost {
        require(waitPercent, 10_000, "waitPercent");
        require(ridePercent, 10_000, "ridePercent");
        require(drivePercent, 10_000, "drivePercent");
        require(unservedMillis, 7 * 24 * 3_600_000, "unservedMillis");
    }

    long unserved() {
        return 100L * unservedMillis;
    }

    private static void require(int value, int most, String field) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to " + most);
        }
    }
}
