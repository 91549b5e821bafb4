package dev.antar.core.plan;

import java.util.Arrays;

/// Finds where one more job costs least among the stops of one driver, by the rules and prices of
/// whole plans ([Planner]). Used for one driver after the other: [#begin], [#aboard], [#waiting]
/// and [#ahead] tell what he holds, [#insert] asks. Jobs are numbered from 0, places as the caller
/// likes. One thread.
public final class OneMore {

    /// Nowhere without breaking a promise or the capacity.
    public static final long NOWHERE = PlanPricer.BROKEN;

    private final PlanPricer pricer;
    private Legs legs = (_, _) -> 0;
    private Plan plan = new Plan(0, new PlanDriver(1, 100, 0, 0, 0));
    private int inserted;

    public OneMore(PlanRules rules, PlanCost cost) {
        this.pricer = new PlanPricer((from, to) -> legs.millis(from, to), rules, cost);
    }

    public void begin(PlanDriver driver, Legs between) {
        legs = between;
        plan = new Plan(0, driver);
    }

    /// A job that was picked up.
    public void aboard(PlanJob job, long pickedUpAtMillis) {
        pricer.know(job);
        pricer.pickedUp(job.number(), pickedUpAtMillis);
        plan.load += job.load();
    }

    /// A job that is still to be picked up.
    public void waiting(PlanJob job) {
        pricer.know(job);
    }

    /// The next of the stops, in order.
    public void ahead(int job, boolean pickup) {
        int[] stops = Arrays.copyOf(plan.stops, plan.size + 1);
        stops[plan.size] = pickup ? Plan.pickupOf(job) : Plan.dropoffOf(job);
        plan.replaceStops(stops, stops.length);
    }

    /// What all costs more with this job, hundredths of a millisecond, or [#NOWHERE].
    public long insert(PlanJob job) {
        pricer.know(job);
        inserted = job.number();
        long without = pricer.price(plan);
        if (without == PlanPricer.BROKEN) {
            return NOWHERE;
        }
        long with =
                pricer.bestInsertion(plan, plan.stops, plan.size, job.number(), PlanPricer.BROKEN);
        return with == PlanPricer.BROKEN ? NOWHERE : with - without;
    }

    /// Before which of the stops so far the pickup was put.
    public int pickupAt() {
        return pricer.bestPickup();
    }

    /// Before which of the stops so far the dropoff was put.
    public int dropoffAt() {
        return pricer.bestDropoff();
    }

    /// When each stop happens with the job put in, in order.
    public long[] times() {
        int i = pricer.bestPickup();
        int j = pricer.bestDropoff();
        int[] stops = new int[plan.size + 2];
        System.arraycopy(plan.stops, 0, stops, 0, i);
        stops[i] = Plan.pickupOf(inserted);
        System.arraycopy(plan.stops, i, stops, i + 1, j - i);
        stops[j + 1] = Plan.dropoffOf(inserted);
        System.arraycopy(plan.stops, j, stops, j + 2, plan.size - j);
        if (pricer.price(plan, stops, stops.length, PlanPricer.BROKEN) == PlanPricer.BROKEN) {
            throw new IllegalStateException("what was just possible is not");
        }
        long[] times = new long[stops.length];
        for (int s = 0; s < times.length; s++) {
            times[s] = pricer.at(s);
        }
        return times;
    }
}
