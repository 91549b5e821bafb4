package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/// The solver against trying everything.
class SparseAssignmentTest {

    private static final int ABSENT = Hungarian.ABSENT;

    private final SparseAssignment assignment = new SparseAssignment();

    @Property(tries = 3_000)
    void costIsThatOfTryingEverything(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 6) int jobs,
            @ForAll @IntRange(min = 0, max = 6) int drivers,
            @ForAll @IntRange(min = 1, max = 40) int costs) {
        Random random = new Random(seed);
        int[][] cost = new int[jobs][drivers];
        long[] unmatched = new long[jobs];
        for (int j = 0; j < jobs; j++) {
            unmatched[j] = random.nextInt(2 * costs);
            for (int d = 0; d < drivers; d++) {
                cost[j][d] = random.nextInt(3) == 0 ? ABSENT : random.nextInt(costs);
            }
        }

        solve(cost, unmatched, drivers);

        assertEquals(cheapest(cost, unmatched, 0, new boolean[drivers]), assignment.primal());
        assertProof(cost, unmatched, drivers);
    }

    @Property(tries = 60)
    void pricesProveTheOptimumOfLargeTightRounds(@ForAll long seed) {
        Random random = new Random(seed);
        int size = 150;
        int[][] cost = new int[size][size];
        long[] unmatched = new long[size];
        for (int j = 0; j < size; j++) {
            unmatched[j] = random.nextInt(500, 1_000);
            Arrays.fill(cost[j], ABSENT);
            for (int e = 0; e < 6; e++) {
                cost[j][random.nextInt(size)] = random.nextInt(900);
            }
        }

        solve(cost, unmatched, size);

        assertEquals(Hungarian.optimum(cost, unmatched, size), assignment.primal());
        assertProof(cost, unmatched, size);
    }

    @Test
    void searchThatRunsOutOfStepsChangesNothing() {
        int[][] cost = {{5, 7}, {5, 9}};
        solve(cost, new long[] {100, 100}, 2);
        assignment.allow(0);
        int late = assignment.addJob(100);
        assignment.name(late, 0, 1);

        assertTrue(!assignment.insert(late));

        assertProof(cost, new long[] {100, 100}, 2);
    }

    @Test
    void costsNearTheLimitsDoNotOverflow() {
        int huge = Integer.MAX_VALUE - 1;
        int[][] cost = {{huge, huge}, {huge - 1, huge}, {0, huge}};
        long[] unmatched = {SparseAssignment.MANDATORY, SparseAssignment.MANDATORY, 0};

        solve(cost, unmatched, 2);

        assertEquals(2L * huge - 1, assignment.primal());
        assertProof(cost, unmatched, 2);
    }

    @Test
    void tiesGoToTheLowerDriverAndTheEarlierJob() {
        int[][] same = {{5, 5, 5}, {5, 5, 5}};

        solve(same, new long[] {100, 100}, 3);

        assertEquals(0, assignment.driverOf(0));
        assertEquals(1, assignment.driverOf(1));
    }

    @Test
    void jobGivesUpItsDriverToOneThatNeedsHimMore() {
        int[][] cost = {{10}, {1}};

        solve(cost, new long[] {20, 100}, 1);

        assertEquals(SparseAssignment.NOBODY, assignment.driverOf(0));
        assertEquals(0, assignment.driverOf(1));
        assertEquals(10, assignment.price(0));
    }

    /// Everything that makes an assignment optimal, checked edge by edge.
    private void assertProof(int[][] cost, long[] unmatched, int drivers) {
        assertEquals(assignment.primal(), assignment.dual());
        boolean[] taken = new boolean[drivers];
        for (int j = 0; j < cost.length; j++) {
            int driver = assignment.driverOf(j);
            if (driver == SparseAssignment.NOBODY) {
                assertEquals(unmatched[j], assignment.leastOf(j));
            } else {
                assertTrue(!taken[driver] && cost[j][driver] != ABSENT);
                taken[driver] = true;
                assertEquals(cost[j][driver], assignment.costOf(j));
                assertEquals(cost[j][driver] + assignment.price(driver), assignment.leastOf(j));
            }
        }
        for (int d = 0; d < drivers; d++) {
            assertTrue(assignment.price(d) >= 0);
            assertTrue(taken[d] || assignment.price(d) == 0);
        }
    }

    private void solve(int[][] cost, long[] unmatched, int drivers) {
        assignment.reset(_ -> {});
        assignment.ensureDrivers(drivers);
        for (int j = 0; j < cost.length; j++) {
            int[] row = cost[j];
            int job = assignment.addJob(unmatched[j]);
            IntStream.range(0, drivers)
                    .filter(d -> row[d] != ABSENT)
                    .boxed()
                    .sorted(Comparator.comparingInt(d -> row[d]))
                    .forEach(d -> assignment.name(job, d, row[d]));
            assertTrue(assignment.insert(job));
        }
    }

    private static long cheapest(int[][] cost, long[] unmatched, int job, boolean[] taken) {
        if (job == cost.length) {
            return 0;
        }
        long best = unmatched[job] + cheapest(cost, unmatched, job + 1, taken);
        for (int d = 0; d < taken.length; d++) {
            if (!taken[d] && cost[job][d] != ABSENT) {
                taken[d] = true;
                best = Math.min(best, cost[job][d] + cheapest(cost, unmatched, job + 1, taken));
                taken[d] = false;
            }
        }
        return best;
    }
}
