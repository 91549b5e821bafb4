/// Drivers and customers.
@NullMarked
package dev.antar.simulator.actor;

import org.jspecify.annotations.NullMarked;
