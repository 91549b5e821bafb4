/// Runs in one process and in virtual time: evaluate, compare, replay.
@NullMarked
package dev.antar.simulator.lab;

import org.jspecify.annotations.NullMarked;
