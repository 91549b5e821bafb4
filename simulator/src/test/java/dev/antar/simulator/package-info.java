@NullMarked
package dev.antar.simulator;

import org.jspecify.annotations.NullMarked;
