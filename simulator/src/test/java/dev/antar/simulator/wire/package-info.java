@NullMarked
package dev.antar.simulator.wire;

import org.jspecify.annotations.NullMarked;
