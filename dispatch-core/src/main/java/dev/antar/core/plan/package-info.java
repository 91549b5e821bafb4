/// What a driver does next when he holds more than one job: stacked deliveries and pooled rides.
/// Start at [dev.antar.core.plan.Planner], which spreads jobs over the [dev.antar.core.plan.Plan]s
/// of a fleet; [dev.antar.core.plan.PlanPricer] times and prices one plan.
@NullMarked
package dev.antar.core.plan;

import org.jspecify.annotations.NullMarked;
