package dev.antar.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The obvious slow ways: every order of all stops, every assignment.
final class LittlePlans {

    private LittlePlans() {}

    /// Places along a street, a second apart.
    static final Legs STREET = (from, to) -> 1_000 * Math.abs(from - to);

    static final PlanRules POOLED = new PlanRules(0, 0, 0, 0, false, true);
    static final PlanRules STACKED = new PlanRules(0, 0, 0, 0, true, false);
    static final PlanCost WAITS = new PlanCost(100, 0, 0, 3_600_000);

    static PlanJob job(int number, int pickup, int dropoff) {
        return new PlanJob(number, pickup, dropoff, 1, 0, PlanJob.NEVER, PlanJob.NEVER);
    }

    static PlanDriver driver(int capacity, int place) {
        return new PlanDriver(capacity, 100, place, 0, PlanJob.NEVER);
    }

    /// The cheapest of all ways to put a pickup and its dropoff between other stops.
    static long cheapestInsertion(PlanPricer pricer, Plan plan, int job, boolean onePickupPlace) {
        long best = PlanPricer.BROKEN;
        int n = plan.size;
        for (int i = 0; i <= n; i++) {
            for (int j = i; j <= n; j++) {
                List<Integer> stops = new ArrayList<>();
                for (int s = 0; s < n; s++) {
                    stops.add(plan.stops[s]);
                }
                stops.add(j, Plan.dropoffOf(job));
                stops.add(i, Plan.pickupOf(job));
                int[] all = stops.stream().mapToInt(Integer::intValue).toArray();
                if (!onePickupPlace || stackedOnly(pricer, all)) {
                    best = Math.min(best, pricer.price(plan, all, all.length, PlanPricer.BROKEN));
                }
            }
        }
        return best;
    }

    /// Whether whatever is picked up while something is aboard is picked up in the same visit.
    private static boolean stackedOnly(PlanPricer pricer, int[] stops) {
        int aboard = 0;
        for (int s = 0; s < stops.length; s++) {
            if (Plan.isPickup(stops[s])) {
                if (aboard > 0
                        && !(Plan.isPickup(stops[s - 1])
                                && pricer.place(stops[s - 1]) == pricer.place(stops[s]))) {
                    return false;
                }
                aboard++;
            } else {
                aboard--;
            }
        }
        return true;
    }

    /// An assignment by trying everything: the least cost first, then the first found.
    static final class TryEverything implements OneToOne {
        private final List<long[]> jobs = new ArrayList<>();
        private final List<Long> unmatched = new ArrayList<>();
        private int[] best = new int[0];
        private int[] trial = new int[0];
        private boolean[] taken = new boolean[0];
        private long least;
        private int drivers;

        @Override
        public void begin(int count) {
            drivers = count;
            jobs.clear();
            unmatched.clear();
        }

        @Override
        public void job(long unmatchedCost) {
            long[] costs = new long[drivers];
            Arrays.fill(costs, -1);
            jobs.add(costs);
            unmatched.add(unmatchedCost);
        }

        @Override
        public void driver(int driver, int cost) {
            jobs.getLast()[driver] = cost;
        }

        @Override
        public void solve() {
            best = new int[jobs.size()];
            trial = new int[jobs.size()];
            taken = new boolean[drivers];
            least = Long.MAX_VALUE;
            assign(0, 0);
        }

        @Override
        public int driverOf(int job) {
            return best[job];
        }

        long cost() {
            return least;
        }

        private void assign(int job, long sum) {
            if (sum >= least) {
                return;
            }
            if (job == jobs.size()) {
                least = sum;
                best = trial.clone();
                return;
            }
            for (int driver = 0; driver < drivers; driver++) {
                if (!taken[driver] && jobs.get(job)[driver] >= 0) {
                    taken[driver] = true;
                    trial[job] = driver;
                    assign(job + 1, sum + jobs.get(job)[driver]);
                    taken[driver] = false;
                }
            }
            trial[job] = NOBODY;
            assign(job + 1, sum + unmatched.get(job));
        }
    }
}
