@NullMarked
package dev.antar.simulator.hostile;

import org.jspecify.annotations.NullMarked;
