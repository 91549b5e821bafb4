package dev.antar.core.matching;

import java.util.Arrays;

/// Finds the best use of a driver who has become free: a Dijkstra over jobs by how much his price
/// must fall before they would rather have him. See [SparseAssignment].
final class PriceFall {

    private static final int NOBODY = Pairing.NOBODY;

    private final Pairing pairing;
    private final DistanceHeap heap = new DistanceHeap();

    // Labels of this search's jobs; valid where stamp equals the search's number.
    private long[] distance = new long[16];
    private int[] reachedBy = new int[16];
    private int[] stamp = new int[16];
    private int search;
    private int[] touched = new int[64];
    private int touchedCount;
    private long best;
    private int lastJob;

    PriceFall(Pairing pairing) {
        this.pairing = pairing;
    }

    /// Lowers the price of a free driver to 0, or finds a job that takes him.
    void settle(int start) {
        long[] price = pairing.price;
        if (price[start] == 0) {
            return;
        }
        begin();
        best = price[start];
        lastJob = NOBODY;
        reach(start, 0);
        while (!heap.isEmpty() && heap.shortest() < best) {
            long shortest = heap.shortest();
            int job = heap.poll();
            if (shortest > distance[job]) {
                continue;
            }
            int held = pairing.driverOf[job];
            if (held == NOBODY) {
                best = shortest;
                lastJob = job;
                break;
            }
            if (shortest + price[held] < best) {
                best = shortest + price[held];
                lastJob = job;
            }
            reach(held, shortest);
        }
        price[start] -= best;
        for (int i = 0; i < touchedCount; i++) {
            int job = touched[i];
            if (distance[job] < best && pairing.driverOf[job] != NOBODY) {
                price[pairing.driverOf[job]] -= best - distance[job];
            }
        }
        if (lastJob != NOBODY) {
            handOver(start);
        }
    }

    private void begin() {
        if (distance.length < pairing.driverOf.length) {
            int jobs = pairing.driverOf.length;
            distance = Arrays.copyOf(distance, jobs);
            reachedBy = Arrays.copyOf(reachedBy, jobs);
            stamp = Arrays.copyOf(stamp, jobs);
        }
        if (++search == Integer.MAX_VALUE) {
            Arrays.fill(stamp, 0);
            search = 1;
        }
        heap.clear();
        touchedCount = 0;
    }

    /// Labels the jobs that name a driver.
    private void reach(int driver, long from) {
        EdgeLists edges = pairing.edges;
        for (int e = edges.ofDriver(driver); e != EdgeLists.NONE; e = edges.next(e)) {
            pairing.steps++;
            int job = edges.owner(e);
            if (!pairing.in[job] || pairing.driverOf[job] == driver) {
                continue;
            }
            long reached = from + edges.cost[e] + pairing.price[driver] - pairing.valueOf(job);
            if (reached >= best || (stamp[job] == search && reached >= distance[job])) {
                continue;
            }
            if (stamp[job] != search) {
                stamp[job] = search;
                if (touchedCount == touched.length) {
                    touched = Arrays.copyOf(touched, touchedCount * 2);
                }
                touched[touchedCount++] = job;
            }
            distance[job] = reached;
            reachedBy[job] = driver;
            heap.offer(reached, job);
        }
    }

    /// Every job on the path takes the driver by whom it was reached; the last one's is spared.
    private void handOver(int start) {
        int spared = pairing.driverOf[lastJob];
        if (spared != NOBODY) {
            pairing.jobOf[spared] = NOBODY;
        }
        int job = lastJob;
        while (true) {
            int driver = reachedBy[job];
            int before = pairing.jobOf[driver];
            pairing.pair(job, driver, pairing.edges.costOf(job, driver));
            if (driver == start) {
                return;
            }
            job = before;
        }
    }
}
