package dev.antar.benchmarks.matching;

import com.google.ortools.graph.LinearSumAssignment;

import java.util.Arrays;

/// OR-tools' linear sum assignment. It wants everybody matched, so the problem is doubled: each
/// driver has a job of his own that costs nothing and each job a driver of its own at the cost of
/// staying unmatched; these take each other, for nothing, when their owners are taken.
final class OrToolsAssignment implements Solver {

    @Override
    public String name() {
        return "ortools-lsa";
    }

    @Override
    public long solve(Instance instance, int candidates) {
        LinearSumAssignment assignment = new LinearSumAssignment();
        int[] number = new int[instance.drivers];
        Arrays.fill(number, -1);
        int drivers = 0;
        for (int job = 0; job < instance.jobs; job++) {
            for (int i = 0; i < instance.count(job, candidates); i++) {
                int driver = instance.driver[job][i];
                if (number[driver] < 0) {
                    number[driver] = drivers++;
                }
            }
        }
        // Left: jobs, then the drivers' own jobs. Right: drivers, then the jobs' own drivers.
        for (int job = 0; job < instance.jobs; job++) {
            for (int i = 0; i < instance.count(job, candidates); i++) {
                int driver = number[instance.driver[job][i]];
                assignment.addArcWithCost(job, driver, instance.cost[job][i]);
                assignment.addArcWithCost(instance.jobs + driver, drivers + job, 0);
            }
            assignment.addArcWithCost(job, drivers + job, Instance.UNMATCHED_MILLIS);
        }
        for (int driver = 0; driver < drivers; driver++) {
            assignment.addArcWithCost(instance.jobs + driver, driver, 0);
        }
        if (assignment.solve() != LinearSumAssignment.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools' assignment found no optimum");
        }
        return assignment.getOptimalCost();
    }
}
