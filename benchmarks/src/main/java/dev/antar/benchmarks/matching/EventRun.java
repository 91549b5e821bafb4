package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.matching.SparseAssignment;

import org.HdrHistogram.Histogram;

import java.util.Random;

/// Single events in a standing problem, each answered by a new optimum over all drivers: a new job,
/// a job cancelled, a driver lost, a driver who comes back. 1,000 jobs among 1,500 drivers, where
/// chains are long.
final class EventRun {

    private static final int JOBS = 1_000;
    private static final int DRIVERS = 1_500;
    private static final int DEEP = DRIVERS;

    private final Bench bench;

    EventRun(Bench bench) {
        this.bench = bench;
    }

    void measure() {
        bench.say("single events");
        Runs slow = new Runs();
        for (int run = -2; run < (bench.quick() ? 3 : 5); run++) {
            Histogram nanos = run(run);
            if (run >= 0) {
                slow.add(nanos.getValueAtPercentile(99) / 1e6);
            }
        }
        bench.row("antar", DRIVERS, "event_ms_p99", "ms", slow);
    }

    private Histogram run(int run) {
        // Twice as many jobs as stand at a time: the second half are the new ones.
        Instance instance = new Instance(2 * JOBS, DRIVERS, DEEP, bench.seed() + run);
        SparseAssignment assignment = new SparseAssignment();
        int[] look = new int[2 * JOBS];
        assignment.reset(
                job -> {
                    look[job] *= 2;
                    assignment.unname(job);
                    name(assignment, instance, job, look[job]);
                });
        assignment.ensureDrivers(DRIVERS);
        for (int job = 0; job < 2 * JOBS; job++) {
            assignment.addJob(Instance.UNMATCHED_MILLIS);
            look[job] = 8;
            name(assignment, instance, job, look[job]);
            if (job < JOBS) {
                assignment.insert(job);
            }
        }
        Histogram nanos = new Histogram(3);
        Random random = new Random(bench.seed() + run);
        for (int job = JOBS; job < 2 * JOBS; job++) {
            int old = job - JOBS;
            long began = System.nanoTime();
            assignment.insert(job);
            nanos.recordValue(System.nanoTime() - began);

            began = System.nanoTime();
            assignment.withdraw(old);
            nanos.recordValue(System.nanoTime() - began);

            int driver = random.nextInt(DRIVERS);
            began = System.nanoTime();
            int bereft = assignment.lose(driver);
            if (bereft != SparseAssignment.NOBODY) {
                assignment.insert(bereft);
            }
            nanos.recordValue(System.nanoTime() - began);

            began = System.nanoTime();
            assignment.arrive(driver);
            nanos.recordValue(System.nanoTime() - began);
            if (job % 100 == 0 && assignment.primal() != assignment.dual()) {
                throw new WrongAnswer("event " + job + " left no optimum");
            }
        }
        return nanos;
    }

    private static void name(
            SparseAssignment assignment, Instance instance, int job, int candidates) {
        int count = instance.count(job, candidates);
        for (int i = 0; i < count; i++) {
            assignment.name(job, instance.driver[job][i], instance.cost[job][i]);
        }
        assignment.bound(
                job,
                count == instance.driver[job].length
                        ? Long.MAX_VALUE
                        : instance.cost[job][count - 1]);
    }
}
