package dev.antar.core.matching;

import java.util.Arrays;

/// Assigns jobs to drivers at the least total cost, exactly, where each job names a few drivers and
/// may also stay unmatched at a price of its own. Arrays are kept from one use to the next. One
/// thread.
///
/// Jobs are inserted one by one, in the order given; ties are broken by that order and by the
/// drivers' numbers, so that the same input has one answer.
final class SparseAssignment {

    /*
     * Successive shortest augmenting paths with prices (Jonker and Volgenant 1987, on sparse lists
     * and with an outside option). Each driver d has a price p(d) ≥ 0, each job j a value
     *
     *     u(j) = min( U(j), min over its drivers of c(j,d) + p(d) ).
     *
     * Kept true after every insertion: a matched pair is tight, u(j) = c(j,d) + p(d); an unmatched
     * job has u(j) = U(j); a free driver has p(d) = 0. Together these make the matching optimal
     * (complementary slackness) with proof: the sum of costs equals the sum of u minus the sum of p.
     *
     * Inserting a job is a Dijkstra over drivers: reaching a driver costs the job's edge plus his
     * price; a taken driver leads on to the job that has him, which may look elsewhere or give up
     * its place at U. The cheapest end is taken, prices along the way rise by what is left of the
     * distance, and the path is flipped. Work stays near the new job: a few drivers where supply is
     * ample, dozens where it is tight.
     */

    static final int NOBODY = -1;

    private int jobs;
    private int drivers;

    // Edges of job j are those from first[j] to end[j], cheapest first.
    private int[] first = new int[16];
    private int[] end = new int[16];
    private long[] unmatchedCost = new long[16];
    private int[] driverOf = new int[16];
    private long[] base = new long[16];
    private int[] edgeDriver = new int[256];
    private int[] edgeCost = new int[256];
    private int edges;

    private long[] price = new long[16];
    private int[] jobOf = new int[16];
    private int[] costOf = new int[16];

    // One search's labels; valid where stamp equals the search's number.
    private long[] distance = new long[16];
    private int[] reachedFrom = new int[16];
    private int[] reachedCost = new int[16];
    private int[] stamp = new int[16];
    private int search;
    private int[] touched = new int[16];
    private int touchedCount;

    private final DistanceHeap heap = new DistanceHeap();

    /// Forgets everything and makes room.
    void reset(int jobCount, int driverCount) {
        jobs = jobCount;
        drivers = driverCount;
        edges = 0;
        if (jobs > first.length) {
            int size = Math.max(jobs, first.length * 2);
            first = new int[size];
            end = new int[size];
            unmatchedCost = new long[size];
            driverOf = new int[size];
            base = new long[size];
        }
        if (drivers > price.length) {
            int size = Math.max(drivers, price.length * 2);
            price = new long[size];
            jobOf = new int[size];
            costOf = new int[size];
            distance = new long[size];
            reachedFrom = new int[size];
            reachedCost = new int[size];
            stamp = new int[size];
            touched = new int[size];
            search = 0;
        }
        Arrays.fill(driverOf, 0, jobs, NOBODY);
        Arrays.fill(price, 0, drivers, 0);
        Arrays.fill(jobOf, 0, drivers, NOBODY);
    }

    /// Starts the list of the next job's drivers; jobs come in the order 0, 1, 2 …
    void beginJob(int job, long costIfUnmatched) {
        first[job] = edges;
        end[job] = edges;
        unmatchedCost[job] = costIfUnmatched;
    }

    /// Adds a driver to the list of the job begun last; cheapest first.
    void addDriver(int job, int driver, int cost) {
        if (edges == edgeDriver.length) {
            edgeDriver = Arrays.copyOf(edgeDriver, edges * 2);
            edgeCost = Arrays.copyOf(edgeCost, edges * 2);
        }
        edgeDriver[edges] = driver;
        edgeCost[edges] = cost;
        end[job] = ++edges;
    }

    /// Finds the optimum over all that was given.
    void solve() {
        for (int job = 0; job < jobs; job++) {
            insert(job);
        }
    }

    /// The job's driver, or [#NOBODY].
    int driverOf(int job) {
        return driverOf[job];
    }

    /// What the matched pair of this job costs.
    int costOf(int job) {
        return costOf[driverOf[job]];
    }

    /// What it would be worth to others to have this driver; 0 if nobody wants him.
    long price(int driver) {
        return price[driver];
    }

    /// What serving this job costs the whole, all consequences counted.
    long value(int job) {
        long least = unmatchedCost[job];
        for (int e = first[job]; e < end[job]; e++) {
            least = Math.min(least, edgeCost[e] + price[edgeDriver[e]]);
        }
        return least;
    }

    /// The total cost of the matching.
    long primal() {
        long sum = 0;
        for (int job = 0; job < jobs; job++) {
            sum += driverOf[job] == NOBODY ? unmatchedCost[job] : costOf(job);
        }
        return sum;
    }

    /// The lower bound that the prices prove; equal to [#primal] at the optimum.
    long dual() {
        long sum = 0;
        for (int job = 0; job < jobs; job++) {
            sum += value(job);
        }
        for (int driver = 0; driver < drivers; driver++) {
            sum -= price[driver];
        }
        return sum;
    }

    private void insert(int newcomer) {
        if (++search == Integer.MAX_VALUE) {
            Arrays.fill(stamp, 0);
            search = 1;
        }
        heap.clear();
        touchedCount = 0;
        base[newcomer] = 0;
        long best = unmatchedCost[newcomer];
        int lastJob = newcomer;
        int lastDriver = NOBODY;
        relax(newcomer, best);
        while (!heap.isEmpty()) {
            long shortest = heap.shortest();
            if (shortest >= best) {
                break;
            }
            int driver = heap.pollDriver();
            if (shortest > distance[driver]) {
                continue;
            }
            int holder = jobOf[driver];
            if (holder == NOBODY) {
                best = distance[driver];
                lastDriver = driver;
                break;
            }
            // The pair is tight, so the holder, set free, starts from here less its own value.
            base[holder] = distance[driver] - costOf[driver] - price[driver];
            if (base[holder] + unmatchedCost[holder] < best) {
                best = base[holder] + unmatchedCost[holder];
                lastJob = holder;
                lastDriver = NOBODY;
            }
            relax(holder, best);
        }
        for (int i = 0; i < touchedCount; i++) {
            int driver = touched[i];
            if (distance[driver] < best) {
                price[driver] += best - distance[driver];
            }
        }
        flip(newcomer, lastJob, lastDriver);
    }

    private void relax(int job, long best) {
        int own = driverOf[job];
        for (int e = first[job]; e < end[job]; e++) {
            int driver = edgeDriver[e];
            if (driver == own) {
                continue;
            }
            long reached = base[job] + edgeCost[e] + price[driver];
            if (reached >= best) {
                continue;
            }
            if (stamp[driver] != search) {
                stamp[driver] = search;
                touched[touchedCount++] = driver;
            } else if (reached >= distance[driver]) {
                continue;
            }
            distance[driver] = reached;
            reachedFrom[driver] = job;
            reachedCost[driver] = edgeCost[e];
            heap.offer(reached, driver);
        }
    }

    /// Moves every job on the path to the driver by whom the search went on, back to the newcomer.
    private void flip(int newcomer, int lastJob, int lastDriver) {
        int driver = lastDriver;
        if (driver == NOBODY) {
            if (lastJob == newcomer) {
                return;
            }
            driver = driverOf[lastJob];
            driverOf[lastJob] = NOBODY;
        }
        while (true) {
            int job = reachedFrom[driver];
            int before = driverOf[job];
            driverOf[job] = driver;
            jobOf[driver] = job;
            costOf[driver] = reachedCost[driver];
            if (job == newcomer) {
                return;
            }
            driver = before;
        }
    }
}
