package dev.antar.simulator.actor;

/// What a driver sees of an offer.
///
/// @param expiresAtMillis the last moment an answer counts, by the clock that the actor is called
///   with
public record OfferSeen(long id, JobSeen job, long expiresAtMillis) {}
