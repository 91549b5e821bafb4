package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The solver while jobs and drivers come, go and change, seeing a few drivers of each job at
/// first: after every change against the dense method over all of them.
class RollingAssignmentTest {

    private static final int ABSENT = Hungarian.ABSENT;

    private final SparseAssignment assignment = new SparseAssignment();
    private final List<int[]> cost = new ArrayList<>();
    private final List<Integer> look = new ArrayList<>();
    private boolean[] present = {};
    private Random random = new Random(0);
    private int spread;

    @Property(tries = 400)
    void everyChangeLeavesTheOptimumOverAllDrivers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 14) int drivers,
            @ForAll @IntRange(min = 1, max = 60) int costs) {
        begin(seed, drivers, costs);

        for (int step = 0; step < 60; step++) {
            change();
            assertProof();
        }
    }

    @Test
    void driversWhoCameBackCheaperPushNobodyOut() {
        everyChangeLeavesTheOptimumOverAllDrivers(3_949_202_692L, 14, 31);
    }

    private void begin(long seed, int drivers, int costs) {
        random = new Random(seed);
        spread = costs;
        cost.clear();
        look.clear();
        present = new boolean[drivers];
        Arrays.fill(present, true);
        assignment.reset(
                job -> {
                    // Those who came back cheaper count among the first; nobody who was named
                    // may be left out for them.
                    long before = assignment.bound(job);
                    do {
                        look.set(job, look.get(job) * 2);
                        assignment.unname(job);
                        name(job);
                    } while (assignment.bound(job) < before);
                });
        assignment.ensureDrivers(drivers);
    }

    private void change() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> arriveJob();
            case 3 -> withOneIn(assignment::withdraw);
            case 4 ->
                    withOneIn(
                            job -> {
                                assignment.withdraw(job);
                                assignment.forget(job, random.nextInt(2 * spread));
                                cost.set(job, row());
                                look.set(job, 2);
                                name(job);
                                assertTrue(assignment.insert(job));
                            });
            case 5 -> {
                int driver = random.nextInt(present.length);
                if (present[driver]) {
                    present[driver] = false;
                    int job = assignment.lose(driver);
                    if (job != SparseAssignment.NOBODY) {
                        assertTrue(assignment.insert(job));
                    }
                } else {
                    comeBack(driver);
                }
            }
            case 6 ->
                    withOneIn(
                            job -> {
                                int driver = assignment.driverOf(job);
                                if (driver != SparseAssignment.NOBODY) {
                                    assignment.dispatch(job);
                                    present[driver] = false;
                                }
                            });
            default -> withOneIn(job -> assertTrue(reinsert(job)));
        }
    }

    private boolean reinsert(int job) {
        assignment.withdraw(job);
        return assignment.insert(job);
    }

    private void arriveJob() {
        int job = assignment.addJob(random.nextInt(2 * spread));
        cost.add(row());
        look.add(2);
        name(job);
        assertTrue(assignment.insert(job));
    }

    private void comeBack(int driver) {
        assignment.forgetDriver(driver);
        present[driver] = true;
        for (int job = 0; job < assignment.jobs(); job++) {
            int fresh = random.nextInt(4) == 0 ? ABSENT : random.nextInt(spread);
            cost.get(job)[driver] = fresh;
            if (!assignment.isIn(job) || fresh == ABSENT) {
                continue;
            }
            if (fresh < assignment.valueOf(job)) {
                assignment.nameArriving(job, driver, fresh);
            } else {
                assignment.bound(job, Math.min(assignment.bound(job), fresh));
            }
        }
        assignment.arrive(driver);
    }

    private int[] row() {
        int[] row = new int[present.length];
        for (int d = 0; d < row.length; d++) {
            row[d] = random.nextInt(4) == 0 ? ABSENT : random.nextInt(spread);
        }
        return row;
    }

    /// Names the cheapest few who are present, and a bound for the others.
    private void name(int job) {
        int[] row = cost.get(job);
        List<Integer> byCost = new ArrayList<>();
        for (int d = 0; d < row.length; d++) {
            if (present[d] && row[d] != ABSENT) {
                byCost.add(d);
            }
        }
        byCost.sort((a, b) -> row[a] != row[b] ? row[a] - row[b] : a - b);
        int k = Math.min(look.get(job), byCost.size());
        for (int d : byCost.subList(0, k)) {
            assignment.name(job, d, row[d]);
        }
        assignment.bound(job, k == byCost.size() ? Long.MAX_VALUE : row[byCost.get(k - 1)]);
    }

    private interface OfJob {

        void change(int job);
    }

    private void withOneIn(OfJob change) {
        List<Integer> in = new ArrayList<>();
        for (int job = 0; job < assignment.jobs(); job++) {
            if (assignment.isIn(job)) {
                in.add(job);
            }
        }
        if (!in.isEmpty()) {
            change.change(in.get(random.nextInt(in.size())));
        }
    }

    private void assertProof() {
        List<int[]> rows = new ArrayList<>();
        List<Long> unmatched = new ArrayList<>();
        boolean[] taken = new boolean[present.length];
        for (int job = 0; job < assignment.jobs(); job++) {
            if (!assignment.isIn(job)) {
                continue;
            }
            int[] row = cost.get(job).clone();
            for (int d = 0; d < row.length; d++) {
                row[d] = present[d] ? row[d] : ABSENT;
            }
            rows.add(row);
            unmatched.add(assignment.unmatchedCost(job));
            int driver = assignment.driverOf(job);
            if (driver != SparseAssignment.NOBODY) {
                assertTrue(present[driver] && !taken[driver]);
                taken[driver] = true;
                assertEquals(row[driver], assignment.costOf(job));
                assertEquals(job, assignment.jobOf(driver));
            }
            assertEquals(assignment.valueOf(job), assignment.leastOf(job));
        }
        for (int d = 0; d < present.length; d++) {
            if (present[d]) {
                assertTrue(assignment.price(d) >= 0);
                assertTrue(taken[d] || assignment.price(d) == 0);
            }
        }
        assertEquals(assignment.primal(), assignment.dual());
        assertEquals(
                Hungarian.optimum(
                        rows.toArray(new int[0][]),
                        unmatched.stream().mapToLong(Long::longValue).toArray(),
                        present.length),
                assignment.primal());
    }
}
