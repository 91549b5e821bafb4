@NullMarked
package dev.antar.simulator.audit;

import org.jspecify.annotations.NullMarked;
