package dev.antar.core.offer;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.Stop;
import dev.antar.core.pricing.Money;

import java.util.List;

/// A proposal to one driver, with all that he needs to decide before he answers.
///
/// @param id unique in the region, rising
/// @param expiresAtMillis the last moment an answer counts, epoch milliseconds
/// @param pickupMillis expected time until the driver is at the pickup, other stops on his way
///   included
/// @param pickupMeters expected way to the pickup from where the driver is, or will be free
/// @param tripMillis expected time from pickup to dropoff
/// @param tripMeters expected way from pickup to dropoff
/// @param stops for a driver who holds another job, all his stops in the order in which he would
///   serve them with this one; else empty
public record Offer(
        long id,
        JobId job,
        DriverId driver,
        long madeAtMillis,
        long expiresAtMillis,
        Money pay,
        int pickupMillis,
        int pickupMeters,
        int tripMillis,
        int tripMeters,
        List<Stop> stops) {

    public Offer {
        stops = List.copyOf(stops);
    }

    /// To a driver who holds nothing.
    public Offer(
            long id,
            JobId job,
            DriverId driver,
            long madeAtMillis,
            long expiresAtMillis,
            Money pay,
            int pickupMillis,
            int pickupMeters,
            int tripMillis,
            int tripMeters) {
        this(
                id,
                job,
                driver,
                madeAtMillis,
                expiresAtMillis,
                pay,
                pickupMillis,
                pickupMeters,
                tripMillis,
                tripMeters,
                List.of());
    }
}
