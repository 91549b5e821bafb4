/// Simulated cities: drivers and customers that act on a dispatcher or on a server. Start at
/// `Main`.
@NullMarked
package dev.antar.simulator;

import org.jspecify.annotations.NullMarked;
