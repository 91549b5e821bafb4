/// The same work done by others: one class per peer, behind one interface per topic. A peer that is
/// not installed says so and is skipped with that reason.
@NullMarked
package dev.antar.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
