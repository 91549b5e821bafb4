/// Judges that are shown broken schedules.
@NullMarked
package dev.antar.simulator.judge;

import org.jspecify.annotations.NullMarked;
