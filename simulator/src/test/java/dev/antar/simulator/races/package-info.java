@NullMarked
package dev.antar.simulator.races;

import org.jspecify.annotations.NullMarked;
