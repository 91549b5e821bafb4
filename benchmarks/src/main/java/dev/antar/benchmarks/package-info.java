/// `antar bench`: Antar measured beside the same work done by others. Start at `BenchCommand`; a
/// topic is a package of its own and implements [dev.antar.benchmarks.measure.Topic].
@NullMarked
package dev.antar.benchmarks;

import org.jspecify.annotations.NullMarked;
