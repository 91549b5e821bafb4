/// Independent judges of produced schedules. Each reads an instance and a schedule, knows the rules
/// of the data set by heart, and nothing of how the schedule was made: it shares no code with
/// [dev.antar.core.plan] or the horizon that plays it.
@NullMarked
package dev.antar.simulator.judge;

import org.jspecify.annotations.NullMarked;
