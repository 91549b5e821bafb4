@NullMarked
package dev.antar.simulator.lab;

import org.jspecify.annotations.NullMarked;
