/// The same people as in the lab, over real sockets against a running server. Start at
/// [dev.antar.simulator.load.Load].
@NullMarked
package dev.antar.simulator.load;

import org.jspecify.annotations.NullMarked;
