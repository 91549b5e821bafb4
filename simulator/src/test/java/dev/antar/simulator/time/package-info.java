@NullMarked
package dev.antar.simulator.time;

import org.jspecify.annotations.NullMarked;
