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
        SparseAssignment everybody = new SparseAssignment();
        everybody.reset(city.jobs().size(), city.drivers());
        for (int j = 0; j < city.jobs().size(); j++) {
            OpenJob job = city.jobs().get(j);
            everybody.beginJob(j, city.unmatchedMillis(job));
            for (int slot = 0; slot < city.drivers(); slot++) {
                int cost = city.costMillis(job, slot);
                if (cost <= city.maxPickupMillis()) {
                    everybody.addDriver(j, slot, cost);
                }
            }
        }
        everybody.solve();
        assertTrue(everybody.primal() == everybody.dual());
        return everybody.primal();
    }
}
