package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.SparseAssignment;
import dev.antar.core.matching.StandingRound;
import dev.antar.core.matching.Stay;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Single events in a standing problem, each answered by a new optimum over all drivers: a new job,
/// a job cancelled, a driver's no, a driver lost, a driver who comes back. 1,000 jobs among 20,000
/// drivers with the search for candidates, beside a round made anew; and among 1,500 with the lists
/// at hand, where chains are long.
final class EventRun {

    private static final int JOBS = 1_000;
    private static final int DRIVERS = 1_500;
    private static final int DEEP = DRIVERS;
    private static final int MANY_DRIVERS = 20_000;

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
        bench.row(Row.ANTAR, DRIVERS, "event_in_lists_ms_p99", "ms", slow);
        bench.say("single events with their searches");
        Runs events = new Runs();
        Runs anew = new Runs();
        Scene scene = new Scene(MANY_DRIVERS, bench.seed());
        for (int run = -2; run < (bench.quick() ? 3 : 5); run++) {
            Histogram eventNanos = new Histogram(3);
            Histogram anewNanos = new Histogram(3);
            run(scene, new Random(bench.seed() + run), eventNanos, anewNanos);
            if (run >= 0) {
                events.add(eventNanos.getValueAtPercentile(99) / 1e6);
                anew.add(anewNanos.getValueAtPercentile(99) / 1e6);
            }
        }
        bench.row(Row.ANTAR, MANY_DRIVERS, "event_ms_p99", "ms", events);
        bench.row("a round made anew", MANY_DRIVERS, "event_ms_p99", "ms", anew);
    }

    private static void run(Scene scene, Random random, Histogram events, Histogram anew) {
        List<OpenJob> waiting = new ArrayList<>(scene.jobs(JOBS));
        StandingRound standing = new StandingRound(scene.search);
        standing.begin(Scene.NOW, waiting);
        Round round = new Round(scene.search);
        MinimumCost policy = new MinimumCost();
        int number = 0;
        for (OpenJob next : scene.jobs(JOBS)) {
            time(events, () -> standing.submit(next, Scene.NOW));
            waiting.add(next);

            OpenJob gone = waiting.remove(random.nextInt(waiting.size()));
            time(events, () -> standing.withdraw(gone));

            OpenJob refused = waiting.get(random.nextInt(waiting.size()));
            int slot = standing.driverOf(refused);
            if (slot == SparseAssignment.NOBODY) {
                continue;
            }
            refused.offerTo(slot, 1);
            refused.refuse(Scene.NOW);
            time(events, () -> standing.renew(refused, Scene.NOW));

            int lost = standing.driverOf(waiting.get(random.nextInt(waiting.size())));
            if (lost == SparseAssignment.NOBODY) {
                continue;
            }
            scene.remove(lost);
            time(events, () -> standing.lose(lost, Scene.NOW));
            scene.bringBack(lost);
            time(events, () -> standing.come(lost, Scene.NOW));

            if (number++ % 20 == 0) {
                time(
                        anew,
                        () -> {
                            round.begin(Scene.NOW, waiting, Stay.NONE);
                            policy.match(round);
                        });
                long cost = policy.certificate().costMillis();
                if (standing.costMillis() != cost || standing.boundMillis() != cost) {
                    throw new WrongAnswer(standing.costMillis() + " instead of " + cost);
                }
            }
        }
    }

    private static void time(Histogram nanos, Runnable event) {
        long began = System.nanoTime();
        event.run();
        nanos.recordValue(System.nanoTime() - began);
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
