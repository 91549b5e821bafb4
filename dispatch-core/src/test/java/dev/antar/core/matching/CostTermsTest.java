package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What a record says about a cost is what the solver saw, to the millisecond.
final class CostTermsTest {

    @Property(tries = 60)
    void termsOfEveryCandidateAddUpToHisCost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1_000, max = 900_000) int longest,
            @ForAll @IntRange(min = 0, max = 400_000) int suspect,
            @ForAll @IntRange(min = 0, max = 1_000) int percent,
            @ForAll @IntRange(min = 0, max = 12) int inLine) {
        List<Integer> line = IntStream.range(0, inLine).boxed().toList();
        Cost cost = new Cost(longest, 50, suspect).withRefusals(percent);
        LittleCity city = new LittleCity(new Random(seed), 12, 40, cost, LittleCity.NOW);
        city.learn(new Random(seed), 500);
        Lineup lineup = pickup -> inLine > 0 && pickup.lat() > 57.71 ? line : null;
        Round round = new Round(LittleCity.NOW, city.jobs(), city.search(lineup));

        for (int i = 0; i < round.size(); i++) {
            Candidates candidates = round.candidates(i, 16);
            for (int c = 0; c < candidates.count(); c++) {
                CostTerms terms = round.terms(i, candidates.slot(c));
                CostTerms known = round.terms(i, candidates.slot(c), candidates.costMillis(c));

                assertEquals(candidates.costMillis(c), terms.totalMillis());
                assertEquals(terms.millis(), known.millis());
                assertTrue(terms.millis(CostTerm.QUALITY) >= 0);
            }
            assertEquals(round.unmatchedMillis(i), round.unmatchedTerms(i).totalMillis());
        }
    }

    @Property(tries = 200)
    void termsOfASuspectDriverAddUpAlsoWhereTheyAreCutOff(
            @ForAll @IntRange(min = 0, max = 900_000) int pickup,
            @ForAll @IntRange(min = 1_000, max = 900_000) int longest,
            @ForAll @IntRange(min = 0, max = 3_600_000) int suspect,
            @ForAll @IntRange(min = 0, max = 600_000) int income,
            @ForAll @IntRange(min = 0, max = 900_000) int refusal,
            @ForAll dev.antar.core.fleet.FixQuality quality) {
        Cost cost = new Cost(longest, 50, suspect, income);

        CostTerms terms = cost.candidateTerms(pickup, refusal, quality, income);

        CostTerms soon = cost.soonFreeTerms(7_000, pickup, 30_000, refusal, quality, income);

        assertEquals(cost.candidateMillis(pickup, refusal, quality, income), terms.totalMillis());
        assertEquals(pickup, terms.millis(CostTerm.APPROACH));
        assertEquals(
                cost.candidateMillis(pickup + 37_000, refusal, quality, income),
                soon.totalMillis());
    }
}
