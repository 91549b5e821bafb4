/// Demand and fleets: readers of recorded data, and the synthetic city.
@NullMarked
package dev.antar.simulator.trace;

import org.jspecify.annotations.NullMarked;
