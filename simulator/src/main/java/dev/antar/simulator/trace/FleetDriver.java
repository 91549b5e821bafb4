package dev.antar.simulator.trace;

import dev.antar.core.geo.LatLng;

/// A driver and where he first becomes free.
///
/// @param startAtMillis local time of the recording, read as if it were UTC
/// @param seats for passengers
public record FleetDriver(String licence, long startAtMillis, LatLng start, int seats) {}
