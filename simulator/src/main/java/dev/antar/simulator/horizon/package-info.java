/// Recorded orders and rides through [dev.antar.core.plan.Planner] in virtual time, for data sets
/// whose published results plan several jobs a driver. Start at
/// [dev.antar.simulator.horizon.RollingHorizon].
@NullMarked
package dev.antar.simulator.horizon;

import org.jspecify.annotations.NullMarked;
