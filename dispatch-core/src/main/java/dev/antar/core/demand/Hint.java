package dev.antar.core.demand;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;

/// Advice to an idle driver: more is likely to be asked for there than others are there to do.
/// Following it or not has no consequence of its own.
///
/// @param cell H3 cell to go to
/// @param place the cell's centre
/// @param driveMillis estimated drive, milliseconds
/// @param expectedMilli jobs expected there within the planner's horizon, thousandths
/// @param supply free drivers who are there, or were sent a hint to it
public record Hint(
        DriverId driver, long cell, LatLng place, int driveMillis, int expectedMilli, int supply) {}
