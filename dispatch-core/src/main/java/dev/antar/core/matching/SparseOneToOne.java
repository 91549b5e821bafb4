package dev.antar.core.matching;

import dev.antar.core.plan.OneToOne;

import java.util.Arrays;

/// [SparseAssignment] for whoever plans several jobs a driver. One thread.
public final class SparseOneToOne implements OneToOne {

    private final SparseAssignment assignment = new SparseAssignment();
    // A cost above, a driver below: sorting the words sorts by cost, ties by driver.
    private long[] edges = new long[256];
    private int size;
    private int job;

    @Override
    public void begin(int drivers) {
        assignment.reset(_ -> {});
        assignment.ensureDrivers(drivers);
        size = 0;
        job = NOBODY;
    }

    @Override
    public void job(long unmatchedCost) {
        insertLast();
        job = assignment.addJob(unmatchedCost);
    }

    @Override
    public void driver(int driver, int cost) {
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        edges[size++] = (long) cost << 32 | driver;
    }

    @Override
    public void solve() {
        insertLast();
    }

    @Override
    public int driverOf(int job) {
        return assignment.driverOf(job);
    }

    private void insertLast() {
        if (job == NOBODY) {
            return;
        }
        Arrays.sort(edges, 0, size);
        for (int i = 0; i < size; i++) {
            assignment.name(job, (int) edges[i], (int) (edges[i] >> 32));
        }
        size = 0;
        assignment.insert(job);
    }
}
