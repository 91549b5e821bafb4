/// Acceptances, cancellations and deadlines that meet in one moment, over real sockets: each offer
/// must have one end, and everybody must hear which. Start at [dev.antar.simulator.races.Races].
@NullMarked
package dev.antar.simulator.races;

import org.jspecify.annotations.NullMarked;
