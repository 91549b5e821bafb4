package dev.antar.core.matching;

import dev.antar.core.matching.SparseAssignment.Widener;

import java.util.Arrays;

/// Makes room for one more job: a Dijkstra over drivers by the prices that others would have to
/// pay. See [SparseAssignment].
final class PriceRise {

    private static final int NOBODY = Pairing.NOBODY;

    // A job's bound as a node of the search. The newcomer's comes first among equals, so that it
    // looks for somebody else before it takes an earlier job's driver at no gain; others' come
    // last.
    private static final int BOUND = 1 << 30;
    private static final int OWN_BOUND = -1;

    private final Pairing pairing;
    private final DistanceHeap heap = new DistanceHeap();

    // Labels of this search's drivers, valid where stamp equals the search's number, and of its
    // jobs.
    private long[] distance = new long[16];
    private int[] reachedFrom = new int[16];
    private int[] reachedCost = new int[16];
    private int[] stamp = new int[16];
    private int search;
    private long[] base = new long[16];
    private int[] touched = new int[64];
    private int touchedCount;
    private long best;
    private int lastJob;
    private int lastDriver;

    PriceRise(Pairing pairing) {
        this.pairing = pairing;
    }

    /// Whether it went in before the steps passed the budget; if not, nothing changed.
    boolean insert(int newcomer, Widener widener, long budget) {
        begin(newcomer);
        relax(newcomer);
        while (!heap.isEmpty() && heap.shortest() < best) {
            if (pairing.steps > budget) {
                return false;
            }
            long shortest = heap.shortest();
            int node = heap.poll();
            if (node == OWN_BOUND || node >= BOUND) {
                widen(node == OWN_BOUND ? newcomer : node - BOUND, widener);
            } else if (shortest == distance[node]) {
                pass(node, shortest);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            int driver = touched[i];
            if (distance[driver] < best) {
                pairing.price[driver] += best - distance[driver];
            }
        }
        pairing.in[newcomer] = true;
        flip(newcomer);
        return true;
    }

    private void begin(int newcomer) {
        ensureDrivers();
        if (base.length < pairing.driverOf.length) {
            base = Arrays.copyOf(base, pairing.driverOf.length);
        }
        if (++search == Integer.MAX_VALUE) {
            Arrays.fill(stamp, 0);
            search = 1;
        }
        heap.clear();
        touchedCount = 0;
        base[newcomer] = 0;
        best = pairing.unmatchedCost[newcomer];
        lastJob = newcomer;
        lastDriver = NOBODY;
    }

    private void widen(int job, Widener widener) {
        long before = pairing.leftOut[job];
        widener.widen(job);
        if (pairing.leftOut[job] < before) {
            throw new IllegalStateException("The bound of job " + job + " fell from " + before);
        }
        ensureDrivers();
        relax(job);
    }

    private void ensureDrivers() {
        int drivers = pairing.price.length;
        if (distance.length < drivers) {
            distance = Arrays.copyOf(distance, drivers);
            reachedFrom = Arrays.copyOf(reachedFrom, drivers);
            reachedCost = Arrays.copyOf(reachedCost, drivers);
            stamp = Arrays.copyOf(stamp, drivers);
        }
    }

    /// Goes on from a taken driver to the job that has him.
    private void pass(int driver, long shortest) {
        // The pair is tight, so the holder, set free, starts from here less its own value.
        int holder = pairing.jobOf[driver];
        base[holder] = shortest - pairing.costOf[driver] - pairing.price[driver];
        if (base[holder] + pairing.unmatchedCost[holder] < best) {
            best = base[holder] + pairing.unmatchedCost[holder];
            lastJob = holder;
            lastDriver = NOBODY;
        }
        relax(holder);
    }

    private void relax(int job) {
        long from = base[job];
        int own = pairing.driverOf[job];
        int[] drivers = pairing.edges.driver;
        int[] costs = pairing.edges.cost;
        int start = pairing.edges.first[job];
        int end = start + pairing.edges.count[job];
        int e = start;
        // Prices are not negative, so nothing behind a cost that is too high can be near enough.
        for (; e < end && from + costs[e] < best; e++) {
            int driver = drivers[e];
            long reached = from + costs[e] + pairing.price[driver];
            if (reached < best && driver != own) {
                label(driver, reached, job, costs[e]);
            }
        }
        pairing.steps += e - start + 1;
        long bound = pairing.leftOut[job];
        // Written so that a bound of "nobody" cannot overflow.
        if (bound < best - from) {
            heap.offer(from + bound, pairing.in[job] ? BOUND + job : OWN_BOUND);
        }
    }

    private void label(int driver, long reached, int job, int cost) {
        if (stamp[driver] != search) {
            stamp[driver] = search;
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = driver;
        } else if (reached >= distance[driver]) {
            return;
        }
        distance[driver] = reached;
        reachedFrom[driver] = job;
        reachedCost[driver] = cost;
        if (pairing.jobOf[driver] == NOBODY) {
            best = reached;
            lastDriver = driver;
        } else {
            heap.offer(reached, driver);
        }
    }

    /// Moves every job on the path to the driver by whom the search went on, back to the newcomer.
    private void flip(int newcomer) {
        int driver = lastDriver;
        if (driver == NOBODY) {
            if (lastJob == newcomer) {
                return;
            }
            driver = pairing.driverOf[lastJob];
            pairing.driverOf[lastJob] = NOBODY;
        }
        while (true) {
            int job = reachedFrom[driver];
            int before = pairing.driverOf[job];
            pairing.pair(job, driver, reachedCost[driver]);
            if (job == newcomer) {
                return;
            }
            driver = before;
        }
    }
}
