/// What a run leaves behind: `summary.json`, `jobs.csv` and `report.html`. Start at
/// [dev.antar.simulator.report.RunReport].
@NullMarked
package dev.antar.simulator.report;

import org.jspecify.annotations.NullMarked;
