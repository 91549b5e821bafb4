package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;

/// A driver and how far away he is.
///
/// @param meters great-circle distance
public record NearbyDriver(Driver driver, double meters) {}
