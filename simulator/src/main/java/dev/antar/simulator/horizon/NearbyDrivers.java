package dev.antar.simulator.horizon;

import dev.antar.core.plan.CandidateDrivers;
import dev.antar.core.plan.Plan;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;

import java.util.Arrays;
import java.util.List;

/// Asks, for each job, drivers on duty near its pickup: half of them idle, a quarter whose plans
/// end near it, a quarter who pick something up near it. For cities with too many drivers to ask
/// everybody.
public final class NearbyDrivers implements CandidateDrivers {

    private final RollingHorizon horizon;
    private final PlaceMap map;
    private final Surroundings idle = new Surroundings();
    private final Surroundings ends = new Surroundings();
    private final Surroundings pickups = new Surroundings();
    private final int[] driverOfPickup;
    private final boolean[] taken;
    private long at = Long.MIN_VALUE;

    public NearbyDrivers(RollingHorizon horizon, PlaceMap map) {
        this.horizon = horizon;
        this.map = map;
        this.driverOfPickup = new int[horizon.problem().jobs().size()];
        this.taken = new boolean[horizon.problem().drivers().size()];
    }

    @Override
    public int find(PlanJob job, int[] found) {
        if (at != horizon.roundAtMillis()) {
            at = horizon.roundAtMillis();
            refresh();
        }
        double x = map.x(job.pickup());
        double y = map.y(job.pickup());
        int most = horizon.policy().candidates();
        int size = 0;
        int near = idle.find(x, y, most / 2);
        for (int i = 0; i < near; i++) {
            size = add(idle.at(i), found, size);
        }
        near = ends.find(x, y, most / 4);
        for (int i = 0; i < near; i++) {
            size = add(ends.at(i), found, size);
        }
        near = pickups.find(x, y, most / 4);
        for (int i = 0; i < near; i++) {
            size = add(driverOfPickup[pickups.at(i)], found, size);
        }
        int holder = horizon.planner().driverOf(job.number());
        if (holder >= 0) {
            size = add(holder, found, size);
        }
        for (int i = 0; i < size; i++) {
            taken[found[i]] = false;
        }
        Arrays.sort(found, 0, size);
        return size;
    }

    private int add(int driver, int[] found, int size) {
        if (taken[driver]) {
            return size;
        }
        taken[driver] = true;
        found[size] = driver;
        return size + 1;
    }

    private void refresh() {
        idle.clear();
        ends.clear();
        pickups.clear();
        List<PlanDriver> drivers = horizon.problem().drivers();
        for (int i = 0; i < drivers.size(); i++) {
            Plan plan = horizon.planner().plan(i);
            boolean soon = drivers.get(i).fromMillis() - horizon.policy().aheadMillis() <= at;
            if (!soon || (at > plan.endsAtMillis() && !plan.departed())) {
                continue;
            }
            int end = plan.place();
            for (int s = 0; s < plan.size(); s++) {
                PlanJob job = horizon.problem().jobs().get(plan.job(s)).job();
                if (plan.isPickupAt(s)) {
                    driverOfPickup[job.number()] = i;
                    pickups.add(job.number(), map.x(job.pickup()), map.y(job.pickup()));
                } else {
                    end = job.dropoff();
                }
            }
            (plan.size() == 0 ? idle : ends).add(i, map.x(end), map.y(end));
        }
    }
}
