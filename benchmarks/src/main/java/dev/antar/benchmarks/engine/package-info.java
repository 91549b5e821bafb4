/// `antar bench engine`: rounds, fixes, whole jobs and memory of one region with a million drivers.
/// Start at [dev.antar.benchmarks.engine.EngineTopic].
@NullMarked
package dev.antar.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
