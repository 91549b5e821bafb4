package dev.antar.core.job;

import dev.antar.core.geo.LatLng;

/// What a customer asked for; never changes. An impossible one is an [IllegalArgumentException]
/// that names the field, its value and the rule.
///
/// @param requestedAtMillis when it was asked, epoch milliseconds
/// @param pickupAtMillis the promised moment of the pickup, epoch milliseconds, not before the
///   request; or [#NOW]
public record Job(
        JobId id,
        JobKind kind,
        LatLng pickup,
        LatLng dropoff,
        Requirements requirements,
        long requestedAtMillis,
        long pickupAtMillis) {

    /// As soon as possible.
    public static final long NOW = 0;

    public Job {
        if (pickup.equals(dropoff)) {
            throw new IllegalArgumentException(
                    "dropoff="
                            + dropoff.lat()
                            + ","
                            + dropoff.lng()
                            + ": must differ from the pickup");
        }
        if (pickupAtMillis != NOW && pickupAtMillis < requestedAtMillis) {
            throw new IllegalArgumentException(
                    "pickupAtMillis=" + pickupAtMillis + ": must not be before the request");
        }
    }

    /// A job wanted as soon as possible.
    public static Job now(
            JobId id,
            JobKind kind,
            LatLng pickup,
            LatLng dropoff,
            Requirements requirements,
            long requestedAtMillis) {
        return new Job(id, kind, pickup, dropoff, requirements, requestedAtMillis, NOW);
    }

    /// When the search for a driver begins: at once, or so long before the promised moment.
    public long dueAtMillis(long leadMillis) {
        return pickupAtMillis == NOW
                ? requestedAtMillis
                : Math.max(requestedAtMillis, pickupAtMillis - leadMillis);
    }
}
