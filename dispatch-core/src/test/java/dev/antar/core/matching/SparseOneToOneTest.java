package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.plan.OneToOne;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.SplittableRandom;

final class SparseOneToOneTest {

    private static final int JOBS = 5;
    private static final int DRIVERS = 4;
    private static final int UNMATCHED = 500;

    @Property(tries = 300)
    void costsAsLittleAsTheBestOfAll(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] cost = new int[JOBS][DRIVERS];
        OneToOne assignment = new SparseOneToOne();
        assignment.begin(DRIVERS);
        for (int[] row : cost) {
            assignment.job(UNMATCHED);
            for (int driver = DRIVERS - 1; driver >= 0; driver--) {
                row[driver] = random.nextInt(3) == 0 ? -1 : random.nextInt(1_000);
                if (row[driver] >= 0) {
                    assignment.driver(driver, row[driver]);
                }
            }
        }

        assignment.solve();

        long sum = 0;
        for (int job = 0; job < JOBS; job++) {
            int driver = assignment.driverOf(job);
            sum += driver == OneToOne.NOBODY ? UNMATCHED : cost[job][driver];
        }
        assertEquals(least(cost, 0, 0), sum, "seed " + seed);
    }

    private static long least(int[][] cost, int job, int taken) {
        if (job == JOBS) {
            return 0;
        }
        long best = UNMATCHED + least(cost, job + 1, taken);
        for (int driver = 0; driver < DRIVERS; driver++) {
            if (cost[job][driver] >= 0 && (taken >> driver & 1) == 0) {
                best =
                        Math.min(
                                best,
                                cost[job][driver] + least(cost, job + 1, taken | 1 << driver));
            }
        }
        return best;
    }
}
