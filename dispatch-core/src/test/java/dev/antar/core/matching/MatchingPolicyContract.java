package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What every matching policy must keep.
abstract class MatchingPolicyContract {

    abstract MatchingPolicy policy();

    @Property(tries = 500)
    void matchesAreCandidatesAndNobodyIsUsedTwice(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 40) int jobs,
            @ForAll @IntRange(min = 0, max = 60) int drivers) {
        LittleCity city = new LittleCity(new Random(seed), jobs, drivers, 900_000);

        List<Match> matches = policy().match(city.round());

        Set<Object> jobsUsed = new HashSet<>();
        Set<Integer> slotsUsed = new HashSet<>();
        long lastOrder = -1;
        for (Match match : matches) {
            assertTrue(jobsUsed.add(match.job()));
            assertTrue(slotsUsed.add(match.slot()));
            assertTrue(match.job().order() > lastOrder, "in the order of the round's jobs");
            lastOrder = match.job().order();
            assertEquals(city.costMillis(match.job(), match.slot()), match.costMillis());
        }
    }

    @Property(tries = 200)
    void sameRoundGivesSameMatches(@ForAll long seed) {
        LittleCity one = new LittleCity(new Random(seed), 30, 40, 900_000);
        LittleCity other = new LittleCity(new Random(seed), 30, 40, 900_000);

        assertEquals(
                policy().match(one.round()).toString().replaceAll("OpenJob@\\w+", ""),
                policy().match(other.round()).toString().replaceAll("OpenJob@\\w+", ""));
    }

    @Property(tries = 200)
    void everyJobIsServedWhenDriversAboundInReach(@ForAll long seed) {
        LittleCity city = new LittleCity(new Random(seed), 10, 60, 14_400_000);

        assertEquals(10, policy().match(city.round()).size());
    }
}
