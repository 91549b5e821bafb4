/// Drivers and where they are. Start at [dev.antar.core.fleet.Driver];
/// [dev.antar.core.fleet.DriverIndex] answers "who is nearest" and [dev.antar.core.fleet.FixScreen]
/// decides which GPS reports may move a driver.
@NullMarked
package dev.antar.core.fleet;

import org.jspecify.annotations.NullMarked;
