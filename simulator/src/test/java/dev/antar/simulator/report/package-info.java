@NullMarked
package dev.antar.simulator.report;

import org.jspecify.annotations.NullMarked;
