/// Who gets which job. Start at [dev.antar.core.matching.MatchingPolicy], which decides over a
/// [dev.antar.core.matching.Round]; [dev.antar.core.matching.CandidateSearch] finds and prices who
/// could do a job, [dev.antar.core.matching.SparseAssignment] is the exact solver.
@NullMarked
package dev.antar.core.matching;

import org.jspecify.annotations.NullMarked;
