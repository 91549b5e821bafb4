package dev.antar.simulator.actor;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;

/// What a driver sees of a job.
///
/// @param notBeforeMillis before this it cannot be picked up, by the clock that the actor is called
///   with
public record JobSeen(JobId id, LatLng pickup, LatLng dropoff, long notBeforeMillis) {}
