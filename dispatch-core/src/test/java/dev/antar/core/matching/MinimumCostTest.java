package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class MinimumCostTest extends MatchingPolicyContract {

    @Override
    MatchingPolicy policy() {
        return new MinimumCost();
    }

    //  lng     0     1     2     3     4   (thousandths of a degree)
    //          b     j0    a     j1
    @Test
    void jobStepsAsideForAnotherWhereThatCostsLess() {
        LittleCity city = new LittleCity(new Random(0), 0, 0, 900_000);
        city.addDriver(new LatLng(0, 0.0019));
        city.addDriver(new LatLng(0, 0.0000));
        city.addJob(new LatLng(0, 0.0010), LittleCity.NOW - 2);
        city.addJob(new LatLng(0, 0.0030), LittleCity.NOW - 1);

        List<Match> matches = policy().match(city.round());

        assertEquals(List.of(1, 0), matches.stream().map(Match::slot).toList());
    }

    /// The policy looks at a few candidates per job; the judge gives the solver everybody.
    @Property(tries = 300)
    void optimumOverFewCandidatesIsTheOptimumOverAllDrivers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int jobs,
            @ForAll @IntRange(min = 1, max = 120) int drivers) {
        LittleCity city = new LittleCity(new Random(seed), jobs, drivers, 600_000);

        List<Match> matches = policy().match(city.round());

        assertEquals(optimumOverAll(city), total(city, matches));
    }

    /// The same where a driver costs more than his way, by a rule of his own for every job.
    @Property(tries = 200)
    void optimumIsOverAllDriversAlsoWhereRefusalsAreExpected(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int jobs,
            @ForAll @IntRange(min = 1, max = 120) int drivers) {
        LittleCity city = LittleCity.ofDecliners(new Random(seed), jobs, drivers, 600_000);
        MinimumCost policy = new MinimumCost();

        List<Match> matches = policy.match(city.round());

        assertEquals(optimumOverAll(city), total(city, matches));
        assertTrue(policy.certificate().optimal());
    }

    @Test
    void crowdAtOnePointIsMatchedInOrder() {
        LittleCity city = new LittleCity(new Random(0), 0, 0, 900_000);
        LatLng point = new LatLng(57.7, 11.97);
        for (int i = 0; i < 300; i++) {
            city.addDriver(point);
            city.addJob(point, LittleCity.NOW - 1_000);
        }

        List<Match> matches = policy().match(city.round());

        assertEquals(300, matches.size());
        for (int i = 0; i < 300; i++) {
            assertEquals(i, matches.get(i).slot());
        }
    }

    /// Ties everywhere: everybody costs the same to everybody.
    @Property(tries = 30)
    void crowdWithTooFewDriversAtOnePointServesTheOldest(
            @ForAll @IntRange(min = 1, max = 150) int jobs,
            @ForAll @IntRange(min = 0, max = 150) int drivers) {
        LittleCity city = new LittleCity(new Random(0), 0, 0, 900_000);
        LatLng point = new LatLng(57.7, 11.97);
        for (int d = 0; d < drivers; d++) {
            city.addDriver(point);
        }
        for (int j = 0; j < jobs; j++) {
            city.addJob(point, LittleCity.NOW - 1_000L * (jobs - j));
        }
        MinimumCost policy = new MinimumCost();

        List<Match> matches = policy.match(city.round());

        int served = Math.min(jobs, drivers);
        assertEquals(city.jobs().subList(0, served), matches.stream().map(Match::job).toList());
        assertEquals(served, matches.stream().mapToInt(Match::slot).distinct().count());
        assertTrue(policy.certificate().optimal());
        assertEquals(matches, new MinimumCost().match(city.round()));
    }

    /// A pickup of four hours at ten times the price of waiting, for jobs that wait since 1970.
    @Property(tries = 50)
    void costsNearTheLimitsDoNotOverflow(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int jobs,
            @ForAll @IntRange(min = 1, max = 20) int drivers) {
        Random random = new Random(seed);
        Cost extreme = new Cost(4 * 3_600_000, 1_000, 3_600_000);
        LittleCity city = new LittleCity(random, 0, drivers, extreme, 1_790_000_000_000L);
        for (int j = 0; j < jobs; j++) {
            city.addJob(LittleCity.somewhere(random), 0);
        }
        MinimumCost policy = new MinimumCost();

        List<Match> matches = policy.match(city.round());

        assertEquals(optimumOverAll(city), total(city, matches));
        assertEquals(Math.min(jobs, drivers), matches.size());
        assertTrue(policy.certificate().optimal());
    }

    @Test
    void crowdThatOutgrowsTheWorkAllowedIsServedAllTheSameAndSaysSo() {
        LittleCity city = new LittleCity(new Random(0), 0, 0, 900_000);
        for (int i = 0; i < 400; i++) {
            city.addDriver(new LatLng(57.7, 11.97 + i * 1e-5));
            city.addJob(new LatLng(57.7, 11.97), LittleCity.NOW - 1_000);
        }
        MinimumCost policy = new MinimumCost(50_000);

        List<Match> matches = policy.match(city.round());

        assertEquals(400, matches.size());
        assertEquals(400, matches.stream().mapToInt(Match::slot).distinct().count());
        assertTrue(policy.certificate().cut() > 0);
        assertTrue(policy.certificate().boundMillis() <= policy.certificate().costMillis());
        assertEquals(optimumOverAll(city), policy.certificate().costMillis());
    }

    @Property(tries = 100)
    void certificateHoldsForEveryAmountOfWork(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3_000) int steps) {
        LittleCity city = new LittleCity(new Random(seed), 50, 70, 600_000);
        MinimumCost policy = new MinimumCost(steps);

        List<Match> matches = policy.match(city.round());

        long optimum = optimumOverAll(city);
        assertEquals(total(city, matches), policy.certificate().costMillis());
        assertTrue(policy.certificate().costMillis() >= optimum);
        assertTrue(policy.certificate().boundMillis() <= optimum);
    }

    private static long total(LittleCity city, List<Match> matches) {
        long sum = 0;
        for (OpenJob job : city.jobs()) {
            sum +=
                    matches.stream()
                            .filter(match -> match.job() == job)
                            .mapToLong(Match::costMillis)
                            .findFirst()
                            .orElse(city.unmatchedMillis(job));
        }
        return sum;
    }

    private static long optimumOverAll(LittleCity city) {
        int[][] cost = new int[city.jobs().size()][city.drivers()];
        long[] unmatched = new long[cost.length];
        for (int j = 0; j < cost.length; j++) {
            OpenJob job = city.jobs().get(j);
            unmatched[j] = city.unmatchedMillis(job);
            for (int slot = 0; slot < city.drivers(); slot++) {
                int millis = city.costMillis(job, slot);
                cost[j][slot] = millis <= city.maxPickupMillis() ? millis : Hungarian.ABSENT;
            }
        }
        return Hungarian.optimum(cost, unmatched, city.drivers());
    }
}
