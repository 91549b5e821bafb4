/// Runs over real sockets against a server.
@NullMarked
package dev.antar.simulator.load;

import org.jspecify.annotations.NullMarked;
