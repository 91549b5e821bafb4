package dev.antar.core.offer;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.pricing.Money;

/// A proposal to one driver, with all that he needs to decide before he answers.
///
/// @param id unique in the region, rising
/// @param expiresAtMillis the last moment an answer counts, epoch milliseconds
/// @param pickupMillis expected time from where the driver is to the pickup
/// @param pickupMeters expected way from where the driver is to the pickup
/// @param tripMillis expected time from pickup to dropoff
/// @param tripMeters expected way from pickup to dropoff
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
        int tripMeters) {}
