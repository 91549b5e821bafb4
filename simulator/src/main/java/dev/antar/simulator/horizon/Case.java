package dev.antar.simulator.horizon;

import dev.antar.core.plan.Legs;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanRules;

import java.util.List;

/// What is to be planned, whatever the data set: jobs are numbered from 0 in the list's order.
public record Case(
        Legs legs,
        Waypoints waypoints,
        PlanRules rules,
        List<PlanDriver> drivers,
        List<KnownJob> jobs) {

    public Case {
        drivers = List.copyOf(drivers);
        jobs = List.copyOf(jobs);
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).job().number() != i) {
                throw new IllegalArgumentException(
                        "number=" + jobs.get(i).job().number() + ": must be " + i);
            }
        }
    }
}
