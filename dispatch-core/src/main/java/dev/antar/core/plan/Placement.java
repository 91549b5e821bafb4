package dev.antar.core.plan;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/// Gives jobs that nobody has to drivers: in rounds, each of which gives every driver at most one
/// job, all at once and at the least total cost; until nothing more fits. One thread.
final class Placement {

    private final Planner planner;
    private final OneToOne assignment;

    Placement(Planner planner, OneToOne assignment) {
        this.planner = planner;
        this.assignment = assignment;
    }

    void place() {
        IntArrayList waiting = new IntArrayList(planner.open());
        waiting.removeIf((int job) -> planner.driverOf(job) != OneToOne.NOBODY);
        while (!waiting.isEmpty() && assignOneEach(waiting)) {
            waiting.removeIf((int job) -> planner.driverOf(job) != OneToOne.NOBODY);
        }
    }

    private boolean assignOneEach(IntArrayList waiting) {
        long unserved = planner.cost().unserved();
        assignment.begin(planner.drivers());
        for (int w = 0; w < waiting.size(); w++) {
            int job = waiting.getInt(w);
            // In milliseconds: the solver's costs are ints.
            assignment.job(unserved / 100);
            Insertions.Row row = planner.insertions().row(job);
            for (int i = 0; i < row.size; i++) {
                Plan plan = planner.plan(row.drivers[i]);
                long more = planner.insertions().more(job, i, plan);
                if (more < unserved) {
                    assignment.driver(plan.driver, (int) Math.max(0, more / 100));
                }
            }
        }
        assignment.solve();
        boolean any = false;
        for (int i = 0; i < waiting.size(); i++) {
            int driver = assignment.driverOf(i);
            if (driver != OneToOne.NOBODY) {
                planner.give(waiting.getInt(i), planner.plan(driver));
                any = true;
            }
        }
        return any;
    }
}
