package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.measure.Row;
import dev.antar.core.matching.SparseAssignment;

import java.util.Arrays;

/// Our own.
final class Antar implements Solver {

    private final SparseAssignment assignment = new SparseAssignment();
    private int[] look = {};
    private int widened;

    @Override
    public String name() {
        return Row.ANTAR;
    }

    @Override
    public long solve(Instance instance, int candidates) {
        return solve(instance, candidates, false);
    }

    /// The least total cost over all drivers of the instance: each job begins with so many, and is
    /// given more where the optimum might need them.
    long certify(Instance instance, int candidates) {
        return solve(instance, candidates, true);
    }

    /// How often a job was given more.
    int widened() {
        return widened;
    }

    /// The candidates that the job has ended up with.
    int look(int job) {
        return look[job];
    }

    SparseAssignment assignment() {
        return assignment;
    }

    private long solve(Instance instance, int candidates, boolean widen) {
        if (look.length < instance.jobs) {
            look = new int[instance.jobs];
        }
        Arrays.fill(look, candidates);
        widened = 0;
        assignment.reset(
                job -> {
                    widened++;
                    look[job] *= 2;
                    assignment.unname(job);
                    name(instance, job, true);
                });
        assignment.ensureDrivers(instance.drivers);
        assignment.allow(Long.MAX_VALUE);
        for (int job = 0; job < instance.jobs; job++) {
            assignment.addJob(Instance.UNMATCHED_MILLIS);
            name(instance, job, widen);
            assignment.insert(job);
        }
        return assignment.primal();
    }

    private void name(Instance instance, int job, boolean bounded) {
        int count = instance.count(job, look[job]);
        int[] driver = instance.driver[job];
        int[] cost = instance.cost[job];
        for (int i = 0; i < count; i++) {
            assignment.name(job, driver[i], cost[i]);
        }
        if (bounded && count < driver.length) {
            assignment.bound(job, cost[count - 1]);
        } else {
            assignment.bound(job, Long.MAX_VALUE);
        }
    }
}
