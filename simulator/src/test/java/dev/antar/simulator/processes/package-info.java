@NullMarked
package dev.antar.simulator.processes;

import org.jspecify.annotations.NullMarked;
