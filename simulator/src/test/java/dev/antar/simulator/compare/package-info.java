@NullMarked
package dev.antar.simulator.compare;

import org.jspecify.annotations.NullMarked;
