package dev.antar.core.matching;

import dev.antar.core.job.OpenJob;

/// What a round minimises, in milliseconds of waiting: whole numbers, so that sums have the same
/// value in any order.
///
/// @param maxPickupMillis the longest way to a pickup that is ever proposed; also what leaving a
///   job unmatched costs at first
/// @param agePercent how much each millisecond that a job has waited adds to the cost of leaving it
///   unmatched, in percent; higher serves old jobs first, lower serves near ones first
public record Cost(int maxPickupMillis, int agePercent) {

    public Cost {
        if (maxPickupMillis < 1_000 || maxPickupMillis > 4 * 3_600_000) {
            throw new IllegalArgumentException(
                    "maxPickupMillis=" + maxPickupMillis + ": must be from 1000 to 14400000");
        }
        if (agePercent < 0 || agePercent > 1_000) {
            throw new IllegalArgumentException(
                    "agePercent=" + agePercent + ": must be from 0 to 1000");
        }
    }

    /// Cost of a driver who needs this long to the pickup.
    int candidateMillis(int pickupMillis) {
        return pickupMillis;
    }

    /// Cost of leaving the job for a later round.
    long unmatchedMillis(OpenJob job, long nowMillis) {
        long age = Math.max(0, nowMillis - job.pendingSinceMillis());
        return maxPickupMillis + age * agePercent / 100;
    }
}
