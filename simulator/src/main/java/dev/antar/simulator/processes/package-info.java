/// A load run in several processes: each drives its share of the people, and what they measured and
/// saw is put together value by value. Start at [dev.antar.simulator.processes.Processes]. And the
/// server, as a process that others start, kill and stop.
@NullMarked
package dev.antar.simulator.processes;

import org.jspecify.annotations.NullMarked;
