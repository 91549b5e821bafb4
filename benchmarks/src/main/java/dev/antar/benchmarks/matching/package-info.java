/// `antar bench matching`: exact assignment beside other solvers, whole rounds, and single events.
/// Start at [dev.antar.benchmarks.matching.MatchingTopic].
@NullMarked
package dev.antar.benchmarks.matching;

import org.jspecify.annotations.NullMarked;
