package dev.antar.simulator.horizon;

import dev.antar.core.plan.CandidateDrivers;
import dev.antar.core.plan.Plan;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;

import java.util.List;

/// Everybody who is on duty, or soon will be, is asked for every job.
public final class OnDuty implements CandidateDrivers {

    private final RollingHorizon horizon;
    private final int[] onDuty;
    private int count;
    private long at = Long.MIN_VALUE;

    public OnDuty(RollingHorizon horizon) {
        this.horizon = horizon;
        this.onDuty = new int[horizon.problem().drivers().size()];
    }

    @Override
    public int find(PlanJob job, int[] found) {
        if (at != horizon.roundAtMillis()) {
            at = horizon.roundAtMillis();
            refresh();
        }
        System.arraycopy(onDuty, 0, found, 0, count);
        return count;
    }

    private void refresh() {
        List<PlanDriver> drivers = horizon.problem().drivers();
        count = 0;
        for (int i = 0; i < drivers.size(); i++) {
            Plan plan = horizon.planner().plan(i);
            if (drivers.get(i).fromMillis() - horizon.policy().aheadMillis() <= at
                    && (at <= plan.endsAtMillis() || plan.departed())) {
                onDuty[count++] = i;
            }
        }
    }
}
