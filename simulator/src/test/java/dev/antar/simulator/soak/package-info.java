@NullMarked
package dev.antar.simulator.soak;

import org.jspecify.annotations.NullMarked;
