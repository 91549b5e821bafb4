package dev.antar.core.plan;

import org.jspecify.annotations.Nullable;

/// Makes plans cheaper by moving one job to another driver, or by letting it push another job out
/// of a plan that then goes elsewhere; until neither helps or the budget is used. One thread.
final class Improvement {

    /*
     * Placement is exact for one job a driver, yet the next placement finds the drivers with plans.
     * Relocation alone ends where every single move costs; on the Grubhub instances pushing out
     * (an ejection chain of two) lowered the mean wait of food at the restaurant from 1.8 to 1.1
     * minutes, because the courier whom an order needs mostly has another that could be anybody's.
     * Jobs are taken in the order in which they came, candidates in theirs, and the first of the
     * cheapest moves wins, so that the result depends on nothing else.
     */

    private static final int MOST_PASSES = 5;

    private final Planner planner;
    private final PlanPricer pricer;
    private final Insertions insertions;
    private final int[] own = new int[PlanPricer.MOST_STOPS];
    private final int[] others = new int[PlanPricer.MOST_STOPS];
    private int ownSize;
    private long ownCost;
    private long takerCost;

    Improvement(Planner planner) {
        this.planner = planner;
        this.pricer = planner.pricer();
        this.insertions = planner.insertions();
    }

    /// @param until the work count of [Insertions] at which it ends
    void improve(long until) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            boolean better = false;
            int[] jobs = planner.open().toIntArray();
            for (int job : jobs) {
                if (insertions.work() >= until) {
                    return;
                }
                better |= relocate(job);
            }
            for (int job : jobs) {
                if (insertions.work() >= until) {
                    return;
                }
                better |= pushOut(job);
            }
            if (!better) {
                return;
            }
        }
    }

    /// What the driver who has the job would save without it; leaves his other stops in `own`.
    private long saved(int job, Plan plan) {
        ownSize = plan.copyWithout(job, own);
        ownCost = pricer.price(plan, own, ownSize, PlanPricer.BROKEN);
        return plan.cost - ownCost;
    }

    private boolean relocate(int job) {
        if (planner.driverOf(job) == OneToOne.NOBODY) {
            return false;
        }
        Plan from = planner.plan(planner.driverOf(job));
        long least = saved(job, from);
        long again = insertions.best(job, from, own, ownSize, ownCost + least);
        Plan to = null;
        if (again != PlanPricer.BROKEN) {
            least = again - ownCost;
            to = from;
        }
        Insertions.Row row = insertions.row(job);
        for (int i = 0; i < row.size; i++) {
            Plan plan = planner.plan(row.drivers[i]);
            if (plan != from) {
                long more = insertions.more(job, i, plan);
                if (more < least) {
                    least = more;
                    to = plan;
                }
            }
        }
        if (to == null) {
            return false;
        }
        planner.take(job);
        planner.give(job, to);
        return true;
    }

    /// Looks for a plan in which the job is worth another job's place.
    private boolean pushOut(int job) {
        int holder = planner.driverOf(job);
        Plan from = holder == OneToOne.NOBODY ? null : planner.plan(holder);
        long least = from == null ? planner.cost().unserved() : saved(job, from);
        int pushed = -1;
        Plan to = null;
        Plan next = null;
        Insertions.Row row = insertions.row(job);
        for (int i = 0; i < row.size; i++) {
            Plan plan = planner.plan(row.drivers[i]);
            if (plan == from) {
                continue;
            }
            for (int k = 0; k < plan.size; k++) {
                int other = plan.job(k);
                if (!plan.isPickupAt(k) || !planner.isOpen(other)) {
                    continue;
                }
                int size = plan.copyWithout(other, others);
                long with = insertions.best(job, plan, others, size, plan.cost + least);
                if (with == PlanPricer.BROKEN) {
                    continue;
                }
                long change = with - plan.cost;
                Plan taker = cheapest(other, plan, from, least - change);
                if (taker != null) {
                    least = change + takerCost;
                    pushed = other;
                    to = plan;
                    next = taker;
                }
            }
        }
        if (to == null || next == null) {
            return false;
        }
        planner.take(job);
        planner.take(pushed);
        planner.give(job, to);
        planner.give(pushed, next);
        return true;
    }

    /// Who would take the pushed job for less than `bound`: anybody but who had it, and the first
    /// job's driver as if that job were gone. His cost is in `takerCost`.
    private @Nullable Plan cheapest(int job, Plan except, @Nullable Plan without, long bound) {
        Plan taker = null;
        long least = bound;
        Insertions.Row row = insertions.row(job);
        for (int i = 0; i < row.size; i++) {
            Plan plan = planner.plan(row.drivers[i]);
            if (plan == except) {
                continue;
            }
            long more;
            if (plan == without) {
                long with = insertions.best(job, plan, own, ownSize, ownCost + least);
                more = with == PlanPricer.BROKEN ? with : with - ownCost;
            } else {
                more = insertions.more(job, i, plan);
            }
            if (more < least) {
                least = more;
                taker = plan;
            }
        }
        takerCost = least;
        return taker;
    }
}
