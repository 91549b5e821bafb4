package dev.antar.simulator.actor;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;

/// What a driver sees of a job.
public record JobSeen(JobId id, LatLng pickup, LatLng dropoff) {}
