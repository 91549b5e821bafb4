package dev.antar.simulator.horizon;

import dev.antar.core.plan.PlanCost;

/// The parameters of a rolling horizon; the same for all cases of a kind.
///
/// @param roundMillis between two rounds
/// @param feeMillis what one more job costs a driver on top who has had all the work that his
///   guarantee pays for; less work, proportionally less
/// @param guaranteeMillis of a shift in which the guarantee pays for one job; 0 for no fee
/// @param aheadMillis how long before his shift a driver is planned with
/// @param candidates how many drivers are asked for each job; those who come soonest
/// @param budget insertions searched a round to improve plans
public record HorizonPolicy(
        PlanCost cost,
        int roundMillis,
        int feeMillis,
        int guaranteeMillis,
        long aheadMillis,
        int candidates,
        long budget) {}
