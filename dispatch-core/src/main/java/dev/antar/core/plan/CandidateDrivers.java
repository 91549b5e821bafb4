package dev.antar.core.plan;

/// Which drivers are worth asking for a job: all, or those near its pickup.
@FunctionalInterface
public interface CandidateDrivers {

    /// Writes their numbers into `found`, in an order that depends on nothing but the state, and
    /// returns how many there are; at most [Planner#drivers].
    int find(PlanJob job, int[] found);
}
