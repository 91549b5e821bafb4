/// Virtual time. [dev.antar.simulator.time.Agenda] says what is due next.
@NullMarked
package dev.antar.simulator.time;

import org.jspecify.annotations.NullMarked;
