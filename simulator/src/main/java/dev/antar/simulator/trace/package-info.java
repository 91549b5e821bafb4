/// Demand and fleets from files, one reader per data set, and a city made up from a seed that
/// writes the same format. Start at [dev.antar.simulator.trace.TripsCsv] and
/// [dev.antar.simulator.trace.FleetCsv].
@NullMarked
package dev.antar.simulator.trace;

import org.jspecify.annotations.NullMarked;
