package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.Limits;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// The rules about a driver's way to a job and the job's own. The engine's thread.
record WayLimits(Approaches approaches, Cost cost) {

    /// What the roads, the longest way allowed, the job's promise or the driver's own limits say
    /// against this pair.
    ///
    /// @param from where he sets out to the pickup, or null for where he is
    @Nullable Exclusion beyond(
            Driver driver,
            @Nullable LatLng from,
            OpenJob job,
            Approach approach,
            int pickupMillis,
            long nowMillis) {
        if (pickupMillis == Approach.UNREACHABLE) {
            return Exclusion.NO_WAY;
        }
        if (pickupMillis > cost.maxPickupMillis()) {
            return Exclusion.OUT_OF_REACH;
        }
        long atPickup = Math.max(nowMillis + pickupMillis, job.job().terms().notBeforeMillis());
        if (approaches.tooLate(job, atPickup)) {
            return Exclusion.PROMISE;
        }
        Limits limits = driver.limits();
        if (limits.equals(Limits.NONE)) {
            return null;
        }
        if (approach.meters(from == null ? positionOf(driver) : from, pickupMillis)
                        > limits.maxPickupMeters()
                || approaches.tripMeters(job) > limits.maxTripMeters()) {
            return Exclusion.DISTANCE_LIMIT;
        }
        long done = atPickup + approaches.tripMillis(job, atPickup);
        return done > limits.shiftEndsAtMillis() ? Exclusion.SHIFT_END : null;
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "an eligible driver has a position");
    }
}
