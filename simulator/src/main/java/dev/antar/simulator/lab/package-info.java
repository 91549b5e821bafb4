/// A city in process and in virtual time, around the same dispatcher that production runs. Start at
/// [dev.antar.simulator.lab.Lab]; [dev.antar.simulator.lab.InvariantChecker] watches it with rules
/// of its own.
@NullMarked
package dev.antar.simulator.lab;

import org.jspecify.annotations.NullMarked;
