package dev.antar.core.matching;

import dev.antar.core.job.OpenJob;

/// A pair that a round chose.
///
/// @param slot the driver
/// @param costMillis the pair's cost in milliseconds
public record Match(OpenJob job, int slot, int costMillis) {}
