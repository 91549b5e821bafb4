@NullMarked
package dev.antar.simulator.load;

import org.jspecify.annotations.NullMarked;
