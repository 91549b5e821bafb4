package dev.antar.core.matching;

import dev.antar.core.plan.OneToOne;

import java.util.Arrays;

/// [SparseAssignment] for whoever plans more than one job a driver. One thread.
public final class SparseOneToOne implements OneToOne {

    private final SparseAssignment assignment = new SparseAssignment();
    private long[] unmatched = new long[16];
    private int[] end = new int[16];
    // A cost above, a driver below: sorting the words sorts by cost, ties by driver.
    private long[] edges = new long[256];
    private int drivers;
    private int jobs;
    private int size;

    @Override
    public void begin(int drivers) {
        this.drivers = drivers;
        jobs = 0;
        size = 0;
    }

    @Override
    public void job(long unmatchedCost) {
        if (jobs == unmatched.length) {
            unmatched = Arrays.copyOf(unmatched, jobs * 2);
            end = Arrays.copyOf(end, jobs * 2);
        }
        unmatched[jobs] = unmatchedCost;
        end[jobs] = size;
        jobs++;
    }

    @Override
    public void driver(int driver, int cost) {
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        edges[size++] = (long) cost << 32 | driver;
        end[jobs - 1] = size;
    }

    @Override
    public void solve() {
        assignment.reset(jobs, drivers);
        int first = 0;
        for (int job = 0; job < jobs; job++) {
            assignment.beginJob(job, unmatched[job]);
            Arrays.sort(edges, first, end[job]);
            for (; first < end[job]; first++) {
                assignment.addDriver(job, (int) edges[first], (int) (edges[first] >> 32));
            }
        }
        assignment.solve();
    }

    @Override
    public int driverOf(int job) {
        return assignment.driverOf(job);
    }
}
