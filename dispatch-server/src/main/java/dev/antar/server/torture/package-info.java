/// Deterministic simulation of the server: its own engine, region loop and driver sessions on one
/// thread, under a clock, a network and a database that are not real and do their worst.
@NullMarked
package dev.antar.server.torture;

import org.jspecify.annotations.NullMarked;
