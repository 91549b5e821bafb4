package dev.antar.simulator.horizon;

import dev.antar.core.matching.SparseOneToOne;
import dev.antar.core.plan.OneToOne;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;
import dev.antar.core.plan.PlanRules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What a rolling horizon is compared with: free drivers only, one job each, and whoever is chosen
/// leaves at once and keeps it. Either every job takes the nearest free driver as soon as it is
/// known, or all that gathered in a batch are assigned at the least total time to their pickups.
/// One use.
public final class AtOnce {

    private static final int ASKED = 40;

    private final Case problem;
    private final PlaceMap map;
    private final long batchMillis;
    private final Surroundings free = new Surroundings();
    private final OneToOne assignment = new SparseOneToOne();
    private final int[] place;
    private final Served[] served;
    private final PriorityQueue<Free> leaving = soonestFirst();
    private final List<Drive> drives = new ArrayList<>();
    private int visits;

    /// @param batchMillis how long jobs gather; every job by itself, each second, if 1000
    public AtOnce(Case problem, PlaceMap map, long batchMillis) {
        this.problem = problem;
        this.map = map;
        this.batchMillis = batchMillis;
        this.place = problem.drivers().stream().mapToInt(PlanDriver::place).toArray();
        this.served = new Served[problem.jobs().size()];
        Arrays.fill(served, Served.NOT);
    }

    private record Free(long at, int driver) {}

    private static PriorityQueue<Free> soonestFirst() {
        return new PriorityQueue<>(
                Comparator.comparingLong(Free::at).thenComparingInt(Free::driver));
    }

    public List<Served> run() {
        PriorityQueue<Free> coming = soonestFirst();
        for (int i = 0; i < place.length; i++) {
            coming.add(new Free(problem.drivers().get(i).fromMillis(), i));
        }
        List<KnownJob> jobs =
                problem.jobs().stream()
                        .sorted(Comparator.comparingLong(KnownJob::knownAtMillis))
                        .toList();
        List<PlanJob> waiting = new ArrayList<>();
        long last = problem.drivers().stream().mapToLong(PlanDriver::endsAtMillis).max().orElse(0);
        int next = 0;
        long now = Math.ceilDiv(jobs.getFirst().knownAtMillis(), batchMillis) * batchMillis;
        for (; now <= last; now += batchMillis) {
            comeAndGo(coming, now);
            while (next < jobs.size() && jobs.get(next).knownAtMillis() <= now) {
                waiting.add(jobs.get(next++).job());
            }
            if (!waiting.isEmpty()) {
                assign(waiting, now, coming);
            }
            waiting.removeIf(job -> served[job.number()].delivered());
        }
        return List.of(served);
    }

    public List<Drive> drives() {
        return List.copyOf(drives);
    }

    private void comeAndGo(PriorityQueue<Free> coming, long now) {
        while (!coming.isEmpty() && coming.element().at() <= now) {
            int driver = coming.remove().driver();
            if (problem.drivers().get(driver).endsAtMillis() >= now) {
                free.add(driver, map.x(place[driver]), map.y(place[driver]));
                leaving.add(new Free(problem.drivers().get(driver).endsAtMillis(), driver));
            }
        }
        while (!leaving.isEmpty() && leaving.element().at() < now) {
            free.remove(leaving.remove().driver());
        }
    }

    private void assign(List<PlanJob> waiting, long now, PriorityQueue<Free> coming) {
        int together = batchMillis > 1_000 ? waiting.size() : 1;
        for (int first = 0; first < waiting.size(); first += together) {
            assignment.begin(place.length);
            for (int i = first; i < first + together; i++) {
                name(waiting.get(i), now);
            }
            assignment.solve();
            for (int i = 0; i < together; i++) {
                int driver = assignment.driverOf(i);
                if (driver != OneToOne.NOBODY) {
                    coming.add(send(waiting.get(first + i), driver, now));
                }
            }
        }
    }

    private void name(PlanJob job, long now) {
        assignment.job(1L << 40);
        int near = free.find(map.x(job.pickup()), map.y(job.pickup()), ASKED);
        for (int i = 0; i < near; i++) {
            int driver = free.at(i);
            int way = travel(driver, place[driver], job.pickup());
            long pickup =
                    Math.max(job.readyAtMillis(), now + way + problem.rules().pickupBeforeMillis());
            if (pickup <= problem.drivers().get(driver).endsAtMillis()) {
                assignment.driver(driver, way);
            }
        }
    }

    private Free send(PlanJob job, int driver, long now) {
        PlanRules rules = problem.rules();
        free.remove(driver);
        long arrived = now + travel(driver, place[driver], job.pickup());
        long pickup = Math.max(job.readyAtMillis(), arrived + rules.pickupBeforeMillis());
        long left = pickup + rules.pickupAfterMillis();
        long there = left + travel(driver, job.pickup(), job.dropoff());
        long dropoff = there + rules.dropoffBeforeMillis();
        drives.add(new Drive(driver, place[driver], job.pickup(), now, arrived, 0));
        drives.add(new Drive(driver, job.pickup(), job.dropoff(), left, there, job.load()));
        served[job.number()] = new Served(driver, visits++, now, now, arrived, pickup, dropoff);
        place[driver] = job.dropoff();
        return new Free(dropoff + rules.dropoffAfterMillis(), driver);
    }

    private int travel(int driver, int from, int to) {
        long millis = problem.legs().millis(from, to);
        return (int) (millis * problem.drivers().get(driver).pacePercent() / 100);
    }
}
