/// Virtual time and what is due next.
@NullMarked
package dev.antar.simulator.time;

import org.jspecify.annotations.NullMarked;
