@NullMarked
package dev.antar.simulator.actor;

import org.jspecify.annotations.NullMarked;
