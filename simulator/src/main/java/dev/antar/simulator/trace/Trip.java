package dev.antar.simulator.trace;

import dev.antar.core.geo.LatLng;

/// One ride that somebody asked for.
///
/// @param requestedAtMillis local time of the recording, read as if it were UTC
public record Trip(long requestedAtMillis, LatLng pickup, LatLng dropoff, int passengers) {}
