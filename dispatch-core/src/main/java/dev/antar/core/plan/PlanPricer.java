package dev.antar.core.plan;

import java.util.Arrays;

/// Times and prices sequences of stops, and finds the best places for one more job. Allocates
/// nothing while it does; one thread.
final class PlanPricer {

    /*
     * A sequence is priced by serving it in mind: one pass, a visit at a time. A visit is a run of
     * stops at one place that share their service times: pickups always, under `oneVisit` anything.
     * Prices add up along the way and never fall, so a pass ends as soon as it is beaten; most do
     * after a stop or two.
     *
     * The best insertion tries every pair of places, in order, and keeps the first of the cheapest.
     * Sequences are short (a courier knows two or three jobs ahead, a pooled car four), so a shared
     * prefix would save little and cost a copy of the state per position.
     */

    /// The price of a sequence that breaks a promise.
    static final long BROKEN = Long.MAX_VALUE / 2;

    /// The longest sequence that is priced.
    static final int MOST_STOPS = 128;

    private final Legs legs;
    private final PlanRules rules;
    private final PlanCost cost;
    private PlanJob[] jobs = new PlanJob[64];
    private long[] pickedUpAt = new long[64];
    private final long[] at = new long[MOST_STOPS];
    private final int[] trial = new int[MOST_STOPS + 2];
    private int bestPickup;
    private int bestDropoff;

    PlanPricer(Legs legs, PlanRules rules, PlanCost cost) {
        this.legs = legs;
        this.rules = rules;
        this.cost = cost;
    }

    void know(PlanJob job) {
        if (job.number() >= jobs.length) {
            int room = Math.max(job.number() + 1, jobs.length * 2);
            jobs = Arrays.copyOf(jobs, room);
            pickedUpAt = Arrays.copyOf(pickedUpAt, room);
        }
        jobs[job.number()] = job;
    }

    PlanJob job(int number) {
        return jobs[number];
    }

    PlanRules rules() {
        return rules;
    }

    int travelMillis(Plan plan, int from, int to) {
        return paced(plan, legs.millis(from, to));
    }

    private static int paced(Plan plan, int usualMillis) {
        return (int) ((long) usualMillis * plan.pacePercent / 100);
    }

    void pickedUp(int job, long atMillis) {
        pickedUpAt[job] = atMillis;
    }

    int place(int stop) {
        PlanJob job = jobs[Plan.jobOf(stop)];
        return Plan.isPickup(stop) ? job.pickup() : job.dropoff();
    }

    /// When the `i`-th stop of the sequence priced last happens.
    long at(int i) {
        return at[i];
    }

    /// Where [#bestInsertion] put the pickup: before the stop that was at this index.
    int bestPickup() {
        return bestPickup;
    }

    /// Where [#bestInsertion] put the dropoff: before the stop that was at this index.
    int bestDropoff() {
        return bestDropoff;
    }

    long price(Plan plan) {
        return price(plan, plan.stops, plan.size, BROKEN);
    }

    /// The price of stops in a driver's hands, or [#BROKEN] when a promise is, or when it would be
    /// `bound` or more. The times are in [#at].
    long price(Plan plan, int[] stops, int count, long bound) {
        long time = plan.freeAtMillis;
        int place = plan.place;
        int load = plan.load;
        long sum = 0;
        int i = 0;
        while (i < count) {
            int first = stops[i];
            boolean pickup = Plan.isPickup(first);
            int here = place(first);
            int usual = legs.millis(place, here);
            long when = time + paced(plan, usual) + rules.beforeMillis(pickup);
            int end = i;
            do {
                PlanJob job = jobs[Plan.jobOf(stops[end])];
                if (Plan.isPickup(stops[end])) {
                    when = Math.max(when, job.readyAtMillis());
                    load += job.load();
                    if (load > plan.capacity) {
                        return BROKEN;
                    }
                } else {
                    load -= job.load();
                }
                end++;
            } while (end < count && sameVisit(pickup, here, stops[end]));
            sum += (long) usual * cost.drivePercent();
            for (; i < end; i++) {
                long price = stopPrice(plan, stops[i], when);
                if (price == BROKEN) {
                    return BROKEN;
                }
                sum += price;
                at[i] = when;
            }
            if (sum >= bound) {
                return BROKEN;
            }
            time = when + rules.afterMillis(pickup);
            place = here;
        }
        return sum;
    }

    /// How many stops, from the first on, are one visit.
    int visitSize(Plan plan) {
        if (plan.size == 0) {
            return 0;
        }
        boolean pickup = Plan.isPickup(plan.stops[0]);
        int here = place(plan.stops[0]);
        int end = 1;
        while (end < plan.size && sameVisit(pickup, here, plan.stops[end])) {
            end++;
        }
        return end;
    }

    /// What a plan's driver would cost with one more job among these stops, or [#BROKEN] when
    /// nothing costs less than `bound`.
    long bestInsertion(Plan plan, int[] stops, int count, int number, long bound) {
        if (count + 2 > MOST_STOPS) {
            return BROKEN;
        }
        PlanJob job = jobs[number];
        long best = bound;
        int load = plan.load;
        for (int i = 0; i <= count; i++) {
            if (i > 0) {
                load += loadOf(stops[i - 1]);
            }
            boolean joins = i > 0 && picksUpAt(stops[i - 1], job.pickup());
            boolean joined = i < count && picksUpAt(stops[i], job.pickup());
            // In the middle of a run of pickups a dropoff would tear it apart.
            boolean torn = joins && joined && (rules.onePickupPlace() || i < plan.fixed);
            if (torn || (!joins && (i < plan.fixed || (rules.onePickupPlace() && load > 0)))) {
                continue;
            }
            System.arraycopy(stops, 0, trial, 0, i);
            trial[i] = Plan.pickupOf(number);
            int aboard = load;
            for (int j = i; j <= count; j++) {
                if (j > i) {
                    int passed = stops[j - 1];
                    if (rules.onePickupPlace() && Plan.isPickup(passed)) {
                        break;
                    }
                    trial[j] = passed;
                    aboard += loadOf(passed);
                }
                trial[j + 1] = Plan.dropoffOf(number);
                System.arraycopy(stops, j, trial, j + 2, count - j);
                long price = price(plan, trial, count + 2, best);
                if (price < best) {
                    best = price;
                    bestPickup = i;
                    bestDropoff = j;
                }
                // What would join the next pickup is the same visit as behind it, and tried there.
                if (joined || (rules.onePickupPlace() && aboard == 0)) {
                    break;
                }
            }
        }
        return best < bound ? best : BROKEN;
    }

    private long stopPrice(Plan plan, int stop, long when) {
        int number = Plan.jobOf(stop);
        PlanJob job = jobs[number];
        if (Plan.isPickup(stop)) {
            if (when > job.latestPickupMillis() || when > plan.endsAtMillis) {
                return BROKEN;
            }
            pickedUpAt[number] = when;
            return (when - job.readyAtMillis()) * cost.waitPercent() + plan.fee;
        }
        if (when - pickedUpAt[number] > job.maxRideMillis()) {
            return BROKEN;
        }
        return (when - job.readyAtMillis()) * cost.ridePercent();
    }

    private boolean sameVisit(boolean pickup, int here, int stop) {
        return place(stop) == here && (rules.oneVisit() || (pickup && Plan.isPickup(stop)));
    }

    private boolean picksUpAt(int stop, int place) {
        return Plan.isPickup(stop) && place(stop) == place;
    }

    private int loadOf(int stop) {
        int load = jobs[Plan.jobOf(stop)].load();
        return Plan.isPickup(stop) ? load : -load;
    }
}
