package dev.antar.simulator.actor;

import dev.antar.core.job.Stop;

import java.util.List;

/// What a driver sees of an offer.
///
/// @param expiresAtMillis the last moment an answer counts, by the clock that the actor is called
///   with
/// @param pickupMillis how long he is told that it takes to the pickup
/// @param stops for one who holds a job, the order in which he would serve all; else empty
public record OfferSeen(
        long id, JobSeen job, long expiresAtMillis, long pickupMillis, List<Stop> stops) {

    public OfferSeen {
        stops = List.copyOf(stops);
    }
}
