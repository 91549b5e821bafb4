package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.antar.core.job.OpenJob;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

/// What matching takes from the heap once it has done the like before.
class SteadyStateTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final SparseAssignment.Widener NOBODY_ELSE = _ -> {};

    @Test
    void solvingAgainAllocatesNothing() {
        Random random = new Random(1);
        int[][] drivers = new int[200][8];
        int[][] costs = new int[200][8];
        for (int job = 0; job < drivers.length; job++) {
            for (int i = 0; i < 8; i++) {
                drivers[job][i] = random.nextInt(220);
                costs[job][i] = i * 100 + random.nextInt(100);
            }
        }
        SparseAssignment assignment = new SparseAssignment();

        long least =
                leastBytes(
                        () -> {
                            assignment.reset(NOBODY_ELSE);
                            assignment.ensureDrivers(220);
                            for (int job = 0; job < drivers.length; job++) {
                                assignment.addJob(1_000);
                                for (int i = 0; i < 8; i++) {
                                    assignment.name(job, drivers[job][i], costs[job][i]);
                                }
                                assignment.insert(job);
                            }
                            for (int job = 0; job < drivers.length; job += 2) {
                                assignment.withdraw(job);
                                assignment.insert(job);
                            }
                        });

        assertEquals(0, least);
    }

    /// Its matches, and what StrictMath takes for a sine, some 32 bytes each; lists, prices and
    /// paths are kept.
    @Test
    void roundAllocatesLittleMoreThanItsMatches() {
        LittleCity city = new LittleCity(new Random(1), 200, 300, 600_000);
        Round round = new Round(city.search());
        MinimumCost policy = new MinimumCost();

        long least =
                leastBytes(
                        () -> {
                            round.begin(LittleCity.NOW, city.jobs(), Stay.NONE);
                            policy.match(round);
                        });

        assertTrue(least < 200 * 2_048, least + " bytes");
    }

    @Test
    void eventAllocatesNoMoreThanItsSearch() {
        LittleCity city = new LittleCity(new Random(1), 200, 300, 600_000);
        StandingRound standing = new StandingRound(city.search());
        standing.begin(LittleCity.NOW, city.jobs());
        List<OpenJob> some = city.jobs().subList(0, 20);

        long least =
                leastBytes(
                        () -> {
                            for (OpenJob job : some) {
                                standing.withdraw(job);
                                standing.submit(job, LittleCity.NOW);
                            }
                        });

        assertTrue(least < 20 * 2_560, least + " bytes");
    }

    private static long leastBytes(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
