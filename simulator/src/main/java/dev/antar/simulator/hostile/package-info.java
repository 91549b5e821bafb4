/// Clients that mean harm: each kind of [Attack] does again and again what should not hurt a
/// server, and tells whether the server put an end to it. Start at [Attacks].
@NullMarked
package dev.antar.simulator.hostile;

import org.jspecify.annotations.NullMarked;
