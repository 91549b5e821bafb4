package dev.antar.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.WhatIf;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.DecisionArchive.Recorded;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// What is said to hang on a part of the cost does, when the round is solved again without it.
class ImportanceTest {

    private static final int CLAIMS = 1_000;
    private static final int NOBODY = -1;
    private static final List<CostTerm> TERMS =
            List.of(CostTerm.APPROACH, CostTerm.FREE_IN, CostTerm.INCOME, CostTerm.AGE);

    /// A round small enough to try every way of matching it.
    private static final class LittleRound {

        final int jobs;
        final int drivers;
        final CostTerms[][] costs;
        final CostTerms[] leaving;

        LittleRound(Random random) {
            jobs = 1 + random.nextInt(3);
            drivers = 1 + random.nextInt(4);
            costs = new CostTerms[jobs][drivers];
            leaving = new CostTerms[jobs];
            for (int j = 0; j < jobs; j++) {
                leaving[j] =
                        CostTerms.of(CostTerm.LONGEST, 40, CostTerm.AGE, (long) random.nextInt(30));
                for (int d = 0; d < drivers; d++) {
                    costs[j][d] =
                            new CostTerms(
                                    Map.of(
                                            CostTerm.APPROACH,
                                            (long) random.nextInt(30),
                                            CostTerm.FREE_IN,
                                            random.nextInt(3) == 0 ? random.nextInt(20) : 0L,
                                            CostTerm.INCOME,
                                            (long) random.nextInt(12)));
                }
            }
        }

        /// The least cost where job `fixed` has driver `given`, or has not where `not`.
        ///
        /// @param without a term that does not count for that job
        /// @param twice a driver of whom there are two
        long least(int fixed, int given, boolean not, @Nullable CostTerm without, int twice) {
            int[] room = new int[drivers];
            Arrays.fill(room, 1);
            if (twice >= 0) {
                room[twice]++;
            }
            return least(0, room, fixed, given, not, without);
        }

        private long least(
                int j, int[] room, int fixed, int given, boolean not, @Nullable CostTerm without) {
            if (j == jobs) {
                return 0;
            }
            long best = Long.MAX_VALUE / 2;
            for (int d = NOBODY; d < drivers; d++) {
                boolean allowed = j != fixed || (d == given) != not;
                if (!allowed || (d >= 0 && room[d] == 0)) {
                    continue;
                }
                CostTerms terms = d == NOBODY ? leaving[j] : costs[j][d];
                long cost = terms.totalMillis();
                if (j == fixed && without != null) {
                    cost -= terms.millis(without);
                }
                if (d >= 0) {
                    room[d]--;
                }
                best = Math.min(best, cost + least(j + 1, room, fixed, given, not, without));
                if (d >= 0) {
                    room[d]++;
                }
            }
            return best;
        }

        long least(int twice) {
            return least(NOBODY, NOBODY, false, null, twice);
        }

        /// To whom the one best way gives each job; null where there are several.
        int @Nullable [] matched() {
            int[] given = new int[jobs];
            for (int j = 0; j < jobs; j++) {
                int found = 0;
                for (int d = NOBODY; d < drivers; d++) {
                    if (least(j, d, false, null, NOBODY) == least(NOBODY)) {
                        given[j] = d;
                        found++;
                    }
                }
                if (found > 1) {
                    return null;
                }
            }
            return given;
        }

        DecisionRecord record(int j, int[] given) {
            List<DecisionRecord.Considered> considered = new ArrayList<>();
            for (int d = 0; d < drivers; d++) {
                int driver = d;
                boolean elsewhere =
                        d != given[j] && Arrays.stream(given).anyMatch(g -> g == driver);
                considered.add(
                        new DecisionRecord.Considered(
                                name(d),
                                costs[j][d],
                                least(NOBODY) - least(d),
                                elsewhere,
                                -1,
                                900));
            }
            return new DecisionRecord(
                    new JobId("j" + j),
                    1,
                    1_000,
                    "minimum-cost",
                    1,
                    new Certificate(jobs, jobs, drivers, 1, 0, 1, 1, 0, 1),
                    name(given[j]),
                    null,
                    leaving[j],
                    considered,
                    List.of(),
                    false);
        }

        static DriverId name(int d) {
            return new DriverId("d" + d);
        }
    }

    @Test
    void thousandClaimsOfEachKindAreTrueWhenTheRoundIsSolvedAgain() {
        int yes = 0;
        int no = 0;
        int unknown = 0;
        for (long seed = 0; yes < CLAIMS || no < CLAIMS; seed++) {
            LittleRound round = new LittleRound(new Random(seed));
            int[] given = round.matched();
            if (given == null) {
                continue;
            }
            for (int j = 0; j < round.jobs; j++) {
                if (given[j] == NOBODY) {
                    continue;
                }
                DecisionRecord record = round.record(j, given);
                DecisionRecord.Considered winner = Objects.requireNonNull(Numbers.winner(record));
                for (CostTerm term : TERMS) {
                    long kept = round.least(j, given[j], false, term, NOBODY);
                    long lost = round.least(j, given[j], true, term, NOBODY);
                    String claim = "seed " + seed + " job " + j + " without " + term;
                    switch (Importance.without(record, winner, term)) {
                        case YES -> {
                            assertTrue(lost <= kept, claim);
                            yes++;
                        }
                        case NO -> {
                            assertTrue(kept <= lost, claim);
                            no++;
                        }
                        case UNKNOWN -> unknown++;
                    }
                }
            }
        }
        assertTrue(unknown * 4 < yes + no, "mostly it is known: " + unknown);
    }

    @Test
    void recordedWinnersOfExactRoundsComeFirstByCostAndPrice() {
        SmallMarket market = new SmallMarket(21, 14, ShippedPolicies.named("fair-income"));

        Importance importance = new Importance(market.recorded());

        assertTrue(importance.decisions() > 200);
        assertEquals(importance.decisions(), importance.comparable());
    }

    @Test
    void countsAreThoseOfTheRecords() {
        SmallMarket market = new SmallMarket(22, 14, ShippedPolicies.named("fair-income"));
        List<Recorded> records = market.recorded();

        Importance importance = new Importance(records);

        List<Recorded> offers = records.stream().filter(r -> r.event() != null).toList();
        long cost = 0;
        long approach = 0;
        int income = 0;
        int busy = 0;
        for (Recorded each : offers) {
            DecisionRecord record = each.record();
            for (DecisionRecord.Considered considered : record.considered()) {
                if (considered.driver().equals(record.winner())) {
                    cost += considered.terms().totalMillis();
                    approach += considered.terms().millis(CostTerm.APPROACH);
                    busy += considered.terms().millis(CostTerm.FREE_IN) > 0 ? 1 : 0;
                    income +=
                            Importance.without(record, considered, CostTerm.INCOME)
                                            == WhatIf.Verdict.YES
                                    ? 1
                                    : 0;
                }
            }
        }
        assertEquals(offers.size(), importance.decisions());
        assertEquals(cost, importance.costMillis());
        assertEquals(approach, importance.weight(CostTerm.APPROACH).costMillis());
        assertEquals(income, importance.weight(CostTerm.INCOME).decisive());
        assertEquals(busy, importance.count(Measure.STILL_BUSY));
        assertEquals(
                offers.stream().filter(Recorded::swap).count(),
                importance.count(Measure.TAKEN_OVER));
        assertEquals(
                offers.stream().filter(Recorded::unanswered).count(),
                importance.count(Measure.UNANSWERED));
        assertTrue(income > 0 && busy > 0);
        assertTrue(
                importance.weight(CostTerm.APPROACH).decisive() > income,
                "the way decides more than incomes do");
    }

    @Test
    void nothingIsMeasuredOfNothing() {
        Importance importance = new Importance(List.of());

        assertEquals(0, importance.decisions());
        assertEquals(0, importance.weight(CostTerm.AGE).decisive());
    }
}
