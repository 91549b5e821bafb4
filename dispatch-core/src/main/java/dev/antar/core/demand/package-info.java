/// Where jobs will be asked for, and advice for idle drivers drawn from it. Start at
/// [dev.antar.core.demand.DemandForecast]; [dev.antar.core.demand.IdleHints] turns it into hints.
@NullMarked
package dev.antar.core.demand;

import org.jspecify.annotations.NullMarked;
