/// Real processes, broken on purpose: a server, PostgreSQL and clients over sockets, and what
/// becomes of what the server had said. Start at [dev.antar.simulator.chaos.Chaos]; each thing that
/// goes wrong is a [dev.antar.simulator.chaos.Drill].
@NullMarked
package dev.antar.simulator.chaos;

import org.jspecify.annotations.NullMarked;
