/// What a load run measures, of the server and of itself: latencies from the moment at which
/// something was meant to happen, and how late the load generator was. Start at
/// [dev.antar.simulator.measure.Measures].
@NullMarked
package dev.antar.simulator.measure;

import org.jspecify.annotations.NullMarked;
