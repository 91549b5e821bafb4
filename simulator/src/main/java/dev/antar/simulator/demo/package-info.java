/// A whole city on one machine: a server as a process of its own and simulated people who use it.
@NullMarked
package dev.antar.simulator.demo;

import org.jspecify.annotations.NullMarked;
