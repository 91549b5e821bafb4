@NullMarked
package dev.antar.simulator.trace;

import org.jspecify.annotations.NullMarked;
