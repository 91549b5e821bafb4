package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What regard to incomes may cost in a round.
class FairRoundTest {

    /// Whoever is exchanged for whom: all jobs of such a chain together wait no longer than by the
    /// cap, and a round that disregards incomes is never dearer.
    @Property(tries = 300)
    void eachChainOfExchangesCostsAtMostTheCap(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int jobs,
            @ForAll @IntRange(min = 1, max = 30) int drivers,
            @ForAll @IntRange(min = 1, max = 600_000) int cap) {
        Random random = new Random(seed);
        Cost cost = new Cost(4 * 3_600_000, 50, 0, cap);
        LittleCity city = new LittleCity(random, jobs, drivers, cost, LittleCity.NOW);
        for (int slot = 0; slot < drivers; slot++) {
            city.weighIncome(slot, random.nextInt(cap + 1));
        }
        Round blind = new Round(LittleCity.NOW, city.jobs(), city.search(cost.withoutIncomes()));
        List<Match> with =
                new MinimumCost().match(new Round(LittleCity.NOW, city.jobs(), city.search(cost)));
        List<Match> without = new MinimumCost().match(blind);

        Map<Integer, Long> extra = new HashMap<>();
        int[] chain = new int[jobs];
        for (int i = 0; i < jobs; i++) {
            chain[i] = i;
        }
        long all = 0;
        for (int i = 0; i < jobs; i++) {
            for (int j = 0; j < jobs; j++) {
                Integer now = driver(with, city, i);
                if (now != null && now.equals(driver(without, city, j))) {
                    join(chain, i, j);
                }
            }
        }
        for (int i = 0; i < jobs; i++) {
            long more = millis(blind, with, city, i) - millis(blind, without, city, i);
            extra.merge(chain[i], more, Long::sum);
            all += more;
        }

        assertTrue(all >= 0, "cheaper by " + -all);
        extra.values().forEach(more -> assertTrue(more <= cap, more + " of " + cap));
    }

    private static long millis(Round blind, List<Match> matches, LittleCity city, int i) {
        Integer slot = driver(matches, city, i);
        return slot == null ? blind.unmatchedMillis(i) : blind.terms(i, slot).totalMillis();
    }

    private static @Nullable Integer driver(List<Match> matches, LittleCity city, int i) {
        for (Match match : matches) {
            if (match.job() == city.jobs().get(i)) {
                return match.slot();
            }
        }
        return null;
    }

    private static void join(int[] chain, int i, int j) {
        int from = chain[j];
        for (int k = 0; k < chain.length; k++) {
            chain[k] = chain[k] == from ? chain[i] : chain[k];
        }
    }
}
