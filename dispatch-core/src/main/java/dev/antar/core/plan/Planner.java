package dev.antar.core.plan;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Spreads jobs over the plans of a fleet and keeps improving them until drivers set out. Knows
/// nothing of the future: only what was added. No clock, no randomness: the same calls give the
/// same plans. One thread.
///
/// Whoever drives it says what happens: [#addJob], [#round], then per driver [#depart] when he
/// leaves for the first stops of his plan and [#serve] when they are done. A job can change hands
/// until its driver has departed for it, and no longer.
public final class Planner {

    private static final int NOBODY = OneToOne.NOBODY;

    private final PlanPricer pricer;
    private final PlanCost cost;
    private final Insertions insertions;
    private final Placement placement;
    private final Improvement improvement;
    private final List<Plan> plans = new ArrayList<>();
    // Jobs that may still go to anybody, in the order in which they came.
    private final IntArrayList open = new IntArrayList();
    private int[] driverOf = new int[64];
    private boolean[] held = new boolean[64];
    private int[] found = new int[0];

    public Planner(Legs legs, PlanRules rules, PlanCost cost, OneToOne assignment) {
        this.pricer = new PlanPricer(legs, rules, cost);
        this.cost = cost;
        this.insertions = new Insertions(pricer);
        this.placement = new Placement(this, assignment);
        this.improvement = new Improvement(this);
    }

    /// Adds a driver; the plan's number counts from 0.
    public Plan addDriver(PlanDriver driver) {
        Plan plan = new Plan(plans.size(), driver);
        plans.add(plan);
        found = new int[plans.size()];
        return plan;
    }

    public int drivers() {
        return plans.size();
    }

    public Plan plan(int driver) {
        return plans.get(driver);
    }

    /// Adds a job that the next round gives to somebody.
    ///
    /// @throws IllegalArgumentException if its number was used before
    public void addJob(PlanJob job) {
        int number = job.number();
        int room = driverOf.length;
        if (number >= room) {
            room = Math.max(number + 1, room * 2);
            driverOf = Arrays.copyOf(driverOf, room);
            held = Arrays.copyOf(held, room);
        }
        if (held[number] || open.contains(number)) {
            throw new IllegalArgumentException("number=" + number + ": this job was added before");
        }
        pricer.know(job);
        insertions.open(number);
        driverOf[number] = NOBODY;
        open.add(number);
    }

    /// Takes an open job back, for example because its customer gave it up.
    public void dropJob(int number) {
        if (!open.rem(number)) {
            throw new IllegalArgumentException("number=" + number + ": is not an open job");
        }
        take(number);
        insertions.close(number);
    }

    /// The jobs that may still change hands, oldest first.
    public List<Integer> openJobs() {
        return List.copyOf(open);
    }

    /// Who has the job in his plan, or [OneToOne#NOBODY].
    public int driverOf(int job) {
        return driverOf[job];
    }

    /// What giving this driver one more job costs on top, milliseconds; it spreads the work among
    /// drivers who would be about as good.
    public void fee(Plan plan, int millis) {
        if (plan.fee != 100L * millis) {
            plan.fee = 100L * millis;
            touch(plan);
        }
    }

    /// Time has passed for a driver who waits.
    public void waitUntil(Plan plan, long nowMillis) {
        if (!plan.departed && plan.freeAtMillis < nowMillis) {
            plan.freeAtMillis = nowMillis;
            touch(plan);
        }
    }

    /// Gives every open job to somebody as well as it can.
    ///
    /// @param candidates whom to ask for each job
    /// @param budget how many insertions may be searched to improve what was placed; the result is
    ///   as good as it got by then
    public void round(CandidateDrivers candidates, long budget) {
        for (Plan plan : plans) {
            keepPromises(plan);
        }
        for (int i = 0; i < open.size(); i++) {
            int job = open.getInt(i);
            insertions.candidates(job, found, candidates.find(pricer.job(job), found));
        }
        placement.place();
        improvement.improve(insertions.work() + budget);
    }

    /// How many stops the driver's next visit serves; 0 when nothing is ahead.
    public int visitSize(Plan plan) {
        return pricer.visitSize(plan);
    }

    /// Where the next visit is.
    public int visitPlace(Plan plan) {
        return pricer.place(plan.stops[0]);
    }

    /// When the next visit happens: arrived, served up to the pickup or dropoff itself, everything
    /// ready.
    public long visitAtMillis(Plan plan) {
        pricer.price(plan);
        return pricer.at(0);
    }

    /// How long the way to the next visit is, milliseconds.
    public int travelMillis(Plan plan) {
        return pricer.travelMillis(plan, plan.place, visitPlace(plan));
    }

    /// The last moment at which leaving for the next visit does not delay it.
    public long leaveAtMillis(Plan plan) {
        long before = pricer.rules().beforeMillis(plan.isPickupAt(0));
        return Math.max(plan.freeAtMillis, visitAtMillis(plan) - before - travelMillis(plan));
    }

    /// The driver leaves for his next visit: from here on it is his.
    public void depart(Plan plan, long atMillis) {
        plan.freeAtMillis = Math.max(plan.freeAtMillis, atMillis);
        plan.departed = true;
        holdVisit(plan);
    }

    /// Jobs that joined a visit to which the driver is on his way are his, too.
    public void holdVisit(Plan plan) {
        int visit = pricer.visitSize(plan);
        for (int i = 0; i < visit; i++) {
            hold(plan.job(i));
        }
        plan.fixed = visit;
        touch(plan);
    }

    /// A driver who is on his way may be sent elsewhere from a place that he passes: the pickups of
    /// his next visit are open again. To be called where diversion is allowed, before a round.
    ///
    /// @param place on his way
    /// @param atMillis when he will be there
    public void divert(Plan plan, int place, long atMillis) {
        for (int i = 0; i < plan.fixed; i++) {
            if (plan.isPickupAt(i)) {
                int job = plan.job(i);
                held[job] = false;
                open.add(job);
                insertions.open(job);
            }
        }
        plan.place = place;
        plan.freeAtMillis = atMillis;
        plan.departed = false;
        plan.fixed = 0;
        touch(plan);
    }

    /// The next visit is over: what it picked up is aboard, what it dropped off is gone, and the
    /// driver is there.
    public void serve(Plan plan) {
        int visit = pricer.visitSize(plan);
        long at = visitAtMillis(plan);
        boolean pickup = plan.isPickupAt(0);
        int place = visitPlace(plan);
        for (int i = 0; i < visit; i++) {
            int job = plan.job(i);
            int load = pricer.job(job).load();
            if (plan.isPickupAt(i)) {
                hold(job);
                pricer.pickedUp(job, at);
                plan.load += load;
            } else {
                plan.load -= load;
            }
        }
        System.arraycopy(plan.stops, visit, plan.stops, 0, plan.size - visit);
        plan.size -= visit;
        plan.place = place;
        plan.freeAtMillis = at + pricer.rules().afterMillis(pickup);
        plan.departed = false;
        plan.fixed = 0;
        touch(plan);
    }

    PlanCost cost() {
        return cost;
    }

    PlanPricer pricer() {
        return pricer;
    }

    Insertions insertions() {
        return insertions;
    }

    IntArrayList open() {
        return open;
    }

    boolean isOpen(int job) {
        return !held[job];
    }

    /// Puts a job into a plan where it costs least.
    void give(int job, Plan plan) {
        insertions.best(job, plan, plan.stops, plan.size, PlanPricer.BROKEN);
        int i = pricer.bestPickup();
        int j = pricer.bestDropoff();
        int[] stops = new int[plan.size + 2];
        System.arraycopy(plan.stops, 0, stops, 0, i);
        stops[i] = Plan.pickupOf(job);
        System.arraycopy(plan.stops, i, stops, i + 1, j - i);
        stops[j + 1] = Plan.dropoffOf(job);
        System.arraycopy(plan.stops, j, stops, j + 2, plan.size - j);
        plan.replaceStops(stops, stops.length);
        plan.cost = pricer.price(plan);
        driverOf[job] = plan.driver;
    }

    /// Takes a job out of the plan that it is in, if it is in one.
    void take(int job) {
        if (driverOf[job] == NOBODY) {
            return;
        }
        Plan plan = plans.get(driverOf[job]);
        int[] stops = new int[plan.size];
        plan.replaceStops(stops, plan.copyWithout(job, stops));
        plan.cost = pricer.price(plan);
        driverOf[job] = NOBODY;
    }

    private void hold(int job) {
        if (!held[job]) {
            held[job] = true;
            open.rem(job);
            insertions.close(job);
        }
    }

    /// A plan whose promises cannot be kept any more gives up open jobs, the last ones first.
    private void keepPromises(Plan plan) {
        plan.cost = pricer.price(plan);
        for (int i = plan.size - 1; plan.cost == PlanPricer.BROKEN && i >= 0; i--) {
            if (i < plan.size && !held[plan.job(i)]) {
                take(plan.job(i));
            }
        }
    }

    private void touch(Plan plan) {
        plan.version++;
        plan.cost = pricer.price(plan);
    }
}
