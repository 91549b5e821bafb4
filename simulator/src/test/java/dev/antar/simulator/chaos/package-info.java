@NullMarked
package dev.antar.simulator.chaos;

import org.jspecify.annotations.NullMarked;
