@NullMarked
package dev.antar.simulator.measure;

import org.jspecify.annotations.NullMarked;
