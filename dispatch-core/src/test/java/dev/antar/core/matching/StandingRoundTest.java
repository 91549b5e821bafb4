package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.OpenJob;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class StandingRoundTest {

    @Property(tries = 100)
    void everyEventLeavesWhatARoundMadeAnewWouldCost(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 40) int jobs,
            @ForAll @IntRange(min = 1, max = 60) int drivers) {
        Random random = new Random(seed);
        LittleCity city =
                seed % 2 == 0
                        ? new LittleCity(random, jobs, drivers, 600_000)
                        : LittleCity.ofDecliners(random, jobs, drivers, 600_000);
        CandidateSearch search = city.search();
        List<OpenJob> waiting = new ArrayList<>(city.jobs());
        StandingRound standing = new StandingRound(search);
        standing.begin(LittleCity.NOW, waiting);

        for (int event = 0; event < 40; event++) {
            happen(random, city, waiting, standing);

            assertEquals(costAnew(search, waiting), standing.costMillis());
            assertEquals(standing.boundMillis(), standing.costMillis());
            assertNobodyTwice(city, waiting, standing);
        }
    }

    @Property(tries = 100)
    void jobsThatComeOneByOneGetTheDriversThatOneRoundWouldGiveThem(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int drivers) {
        LittleCity city = new LittleCity(new Random(seed), 50, drivers, 600_000);
        StandingRound standing = new StandingRound(city.search());

        standing.begin(LittleCity.NOW, List.of());
        city.jobs().forEach(job -> standing.submit(job, LittleCity.NOW));

        List<Match> matches = new MinimumCost().match(city.round());
        assertEquals(
                matches,
                city.jobs().stream()
                        .filter(job -> standing.driverOf(job) != SparseAssignment.NOBODY)
                        .map(
                                job ->
                                        new Match(
                                                job,
                                                standing.driverOf(job),
                                                city.costMillis(job, standing.driverOf(job))))
                        .toList());
    }

    /// Nobody tells of the moves: the answer is as good as what was last looked at.
    @Property(tries = 60)
    void driversWhoMoveBehindItsBackDoNotConfuseIt(@ForAll long seed) {
        Random random = new Random(seed);
        LittleCity city = new LittleCity(random, 30, 40, 600_000);
        CandidateSearch search = city.search();
        List<OpenJob> waiting = new ArrayList<>(city.jobs());
        StandingRound standing = new StandingRound(search);
        standing.begin(LittleCity.NOW, waiting);

        for (int event = 0; event < 30; event++) {
            int slot = random.nextInt(city.drivers());
            if (city.present(slot)) {
                city.bringBack(slot, LittleCity.somewhere(random));
            }
            happen(random, city, waiting, standing);

            assertNobodyTwice(city, waiting, standing);
        }
        standing.begin(LittleCity.NOW, waiting);
        assertEquals(costAnew(search, waiting), standing.costMillis());
    }

    @Test
    void tellsApartWhoIsInAndWhoIsNot() {
        LittleCity city = new LittleCity(new Random(0), 1, 1, 600_000);
        StandingRound standing = new StandingRound(city.search());
        OpenJob job = city.jobs().getFirst();

        assertThrows(IllegalArgumentException.class, () -> standing.withdraw(job));
        standing.submit(job, LittleCity.NOW);
        assertThrows(IllegalArgumentException.class, () -> standing.submit(job, LittleCity.NOW));
    }

    private static void happen(
            Random random, LittleCity city, List<OpenJob> waiting, StandingRound standing) {
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                OpenJob job =
                        city.addJob(
                                LittleCity.somewhere(random),
                                LittleCity.NOW - random.nextInt(300_000));
                waiting.add(job);
                standing.submit(job, LittleCity.NOW);
            }
            case 2 -> {
                if (!waiting.isEmpty()) {
                    standing.withdraw(waiting.remove(random.nextInt(waiting.size())));
                }
            }
            case 3 -> {
                if (!waiting.isEmpty()) {
                    decline(waiting.get(random.nextInt(waiting.size())), standing);
                }
            }
            default -> {
                int slot = random.nextInt(city.drivers());
                if (city.present(slot)) {
                    city.removeDriver(slot);
                    standing.lose(slot, LittleCity.NOW);
                } else {
                    city.bringBack(slot, LittleCity.somewhere(random));
                    standing.come(slot, LittleCity.NOW);
                }
            }
        }
    }

    private static void decline(OpenJob job, StandingRound standing) {
        int slot = standing.driverOf(job);
        if (slot != SparseAssignment.NOBODY) {
            job.offerTo(slot, 1);
            job.refuse(LittleCity.NOW);
            standing.renew(job, LittleCity.NOW);
        }
    }

    private static long costAnew(CandidateSearch search, List<OpenJob> waiting) {
        MinimumCost anew = new MinimumCost();
        anew.match(new Round(LittleCity.NOW, waiting, search));
        return anew.certificate().costMillis();
    }

    private static void assertNobodyTwice(
            LittleCity city, List<OpenJob> waiting, StandingRound standing) {
        boolean[] taken = new boolean[city.drivers()];
        assertEquals(waiting.size(), standing.size());
        for (OpenJob job : waiting) {
            int slot = standing.driverOf(job);
            if (slot != SparseAssignment.NOBODY) {
                assertTrue(!taken[slot] && city.present(slot) && !job.refusedBy(slot));
                taken[slot] = true;
            }
        }
    }
}
