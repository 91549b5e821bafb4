package dev.antar.core.matching;

import java.util.Arrays;

/// Who has whom, at which prices: what the searches of [SparseAssignment] share. Nothing here
/// decides.
final class Pairing {

    static final int NOBODY = SparseAssignment.NOBODY;

    /// The price of a driver who is out: more than anybody would pay.
    static final long ABSENT = 1L << 60;

    /// Writing so many prices in order costs about as much as one anywhere.
    private static final int FEW = 8;

    final EdgeLists edges = new EdgeLists();

    // By job.
    int jobs;
    long[] unmatchedCost = new long[16];
    long[] leftOut = new long[16];
    int[] driverOf = new int[16];
    boolean[] in = new boolean[16];

    // By driver.
    long[] price = new long[16];
    int[] jobOf = new int[16];
    int[] costOf = new int[16];

    private boolean anybodyOut;

    /// Edges looked at.
    long steps;

    Pairing() {
        Arrays.fill(jobOf, NOBODY);
    }

    void clear() {
        for (int job = 0; job < jobs; job++) {
            if (driverOf[job] != NOBODY) {
                jobOf[driverOf[job]] = NOBODY;
            }
        }
        if (anybodyOut || edges.used() > price.length / FEW) {
            Arrays.fill(price, 0);
            anybodyOut = false;
        } else {
            // Only who is named can have a price.
            for (int e = 0; e < edges.used(); e++) {
                price[edges.driver[e]] = 0;
            }
        }
        edges.clear();
        jobs = 0;
    }

    void ensureDrivers(int drivers) {
        int old = price.length;
        if (drivers > old) {
            int bigger = Math.max(drivers, old * 2);
            price = Arrays.copyOf(price, bigger);
            jobOf = Arrays.copyOf(jobOf, bigger);
            Arrays.fill(jobOf, old, bigger, NOBODY);
            costOf = Arrays.copyOf(costOf, bigger);
        }
    }

    int addJob(long costIfUnmatched) {
        int job = jobs++;
        if (job == driverOf.length) {
            unmatchedCost = Arrays.copyOf(unmatchedCost, job * 2);
            leftOut = Arrays.copyOf(leftOut, job * 2);
            driverOf = Arrays.copyOf(driverOf, job * 2);
            in = Arrays.copyOf(in, job * 2);
        }
        edges.begin(job);
        unmatchedCost[job] = costIfUnmatched;
        leftOut[job] = Long.MAX_VALUE;
        driverOf[job] = NOBODY;
        in[job] = false;
        return job;
    }

    void takeOut(int driver) {
        price[driver] = ABSENT;
        anybodyOut = true;
    }

    void pair(int job, int driver, int cost) {
        driverOf[job] = driver;
        jobOf[driver] = job;
        costOf[driver] = cost;
    }

    void free(int job) {
        int driver = driverOf[job];
        driverOf[job] = NOBODY;
        if (driver != NOBODY) {
            jobOf[driver] = NOBODY;
        }
    }

    /// The value of a job that is in: a matched pair is tight.
    long valueOf(int job) {
        int driver = driverOf[job];
        return driver == NOBODY ? unmatchedCost[job] : costOf[driver] + price[driver];
    }

    /// The value of any job, worked out from its list.
    long leastOf(int job) {
        long least = Math.min(unmatchedCost[job], leftOut[job]);
        int end = edges.first[job] + edges.count[job];
        for (int e = edges.first[job]; e < end; e++) {
            least = Math.min(least, edges.cost[e] + price[edges.driver[e]]);
        }
        return least;
    }

    long primal() {
        long sum = 0;
        for (int job = 0; job < jobs; job++) {
            if (in[job]) {
                sum += driverOf[job] == NOBODY ? unmatchedCost[job] : costOf[driverOf[job]];
            }
        }
        return sum;
    }

    long dual() {
        long sum = 0;
        for (int job = 0; job < jobs; job++) {
            if (in[job]) {
                sum += leastOf(job);
                if (driverOf[job] != NOBODY) {
                    sum -= price[driverOf[job]];
                }
            }
        }
        return sum;
    }
}
