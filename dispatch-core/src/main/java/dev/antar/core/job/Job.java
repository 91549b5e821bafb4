package dev.antar.core.job;

import dev.antar.core.geo.LatLng;

/// What a customer asked for; never changes. An impossible one is an [IllegalArgumentException]
/// that names the field, its value and the rule.
///
/// @param terms when it shall be done; no promised moment may be before the request
/// @param requestedAtMillis when it was asked, epoch milliseconds
public record Job(
        JobId id,
        JobKind kind,
        LatLng pickup,
        LatLng dropoff,
        Requirements requirements,
        Terms terms,
        long requestedAtMillis) {

    public Job {
        if (pickup.equals(dropoff)) {
            throw new IllegalArgumentException(
                    "dropoff="
                            + dropoff.lat()
                            + ","
                            + dropoff.lng()
                            + ": must differ from the pickup");
        }
        requireAfter("pickupAtMillis", terms.pickupAtMillis(), requestedAtMillis);
        requireAfter("dropoffByMillis", terms.dropoffByMillis(), requestedAtMillis);
    }

    /// A job wanted as soon as possible.
    public static Job now(
            JobId id,
            JobKind kind,
            LatLng pickup,
            LatLng dropoff,
            Requirements requirements,
            long requestedAtMillis) {
        return new Job(id, kind, pickup, dropoff, requirements, Terms.ASAP, requestedAtMillis);
    }

    /// From when on drivers are looked at: at once, or so long before somebody shall be there. Who
    /// is asked when, the distance of those drivers decides.
    public long dueAtMillis(long leadMillis) {
        return Math.max(requestedAtMillis, terms.notBeforeMillis() - leadMillis);
    }

    /// The promised moment of the pickup, epoch milliseconds, or [Terms#NOW].
    public long pickupAtMillis() {
        return terms.pickupAtMillis();
    }

    private static void requireAfter(String field, long millis, long requestedAtMillis) {
        if (millis != Terms.NOW && millis < requestedAtMillis) {
            throw new IllegalArgumentException(
                    field + "=" + millis + ": must not be before the request");
        }
    }
}
