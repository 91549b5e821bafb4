package dev.antar.server.explain;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.WhatIf;
import dev.antar.server.engine.DecisionArchive.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much each part of the cost, and each rule, weighed in decisions that were made: each is
/// taken out of one decision at a time, everything else as it was. Immutable; making it takes some
/// microseconds a decision.
public final class Importance {

    /*
     * Let j be the job, w its driver, c(d) the cost of candidate d and p(d) his price, and c'(d) the
     * cost without the term. The prices prove the round: c(w) + p(w) ≤ c(d) + p(d) for every d. If
     * c'(w) + p(w) < c'(d) + p(d) for all others, the same prices prove the round with c' in j's
     * place: w keeps j. If some d who had no other job in the round has c'(d) < c'(w), putting him in
     * w's place makes the round cheaper: w does not keep j; where both are equal it is a draw that
     * the term had decided. Between the two it is not known.
     *
     * Records hold the eight cheapest. Whoever came after them might come first without the term, so
     * that more decisions may hang on it than are counted, never fewer.
     */

    /// Parts of a cost that a limit may cut together, so that one alone cannot be taken out of
    /// both.
    private static final Set<CostTerm> CUT =
            EnumSet.of(CostTerm.REFUSAL, CostTerm.INCOME, CostTerm.QUALITY);

    private final Map<CostTerm, Weight> weights = new EnumMap<>(CostTerm.class);
    private final Map<Exclusion, Barrier> barriers = new EnumMap<>(Exclusion.class);
    private final Map<Measure, Integer> counts = new EnumMap<>(Measure.class);
    private long costMillis;
    private int decisions;
    private int comparable;
    private long firstAtMillis = Long.MAX_VALUE;
    private long lastAtMillis = Long.MIN_VALUE;

    /// What a part of the cost weighed.
    ///
    /// @param decisive in how many decisions another driver would have come first, or as good a
    ///   one, or the job would have been left for later, without it
    /// @param unsettled in how many that is not known
    /// @param costMillis how much of the cost of those who were asked it made
    public record Weight(int decisive, int unsettled, long costMillis) {}

    /// What a rule kept from being.
    ///
    /// @param keptAway in how many decisions it was against a driver near
    /// @param decisive in how many of them the job would for certain have been his without it
    public record Barrier(int keptAway, int decisive) {}

    /// @param records of one policy; those of offers that were not made are left out, and brief
    ///   ones
    public Importance(List<Recorded> records) {
        for (Recorded each : records) {
            DecisionRecord.Considered winner = Numbers.winner(each.record());
            if (winner != null && each.event() != null && !each.record().brief()) {
                note(each, winner);
            }
        }
    }

    private void note(Recorded each, DecisionRecord.Considered winner) {
        DecisionRecord record = each.record();
        decisions++;
        firstAtMillis = Math.min(firstAtMillis, record.atMillis());
        lastAtMillis = Math.max(lastAtMillis, record.atMillis());
        costMillis += winner.terms().totalMillis();
        winner.terms().millis().forEach((term, millis) -> add(term, new Weight(0, 0, millis)));
        boolean proved = !record.certificate().equals(Certificate.NONE);
        count(Measure.TAKEN_OVER, each.swap());
        count(Measure.UNANSWERED, each.unanswered());
        count(Measure.IN_ROUNDS, proved);
        count(Measure.AT_ONCE, !proved);
        count(Measure.STILL_BUSY, winner.terms().millis(CostTerm.FREE_IN) != 0);
        count(Measure.CARRIED_TOGETHER, winner.terms().millis(CostTerm.SHARED) != 0);
        noteBarriers(record);
        if (firstByMillis(record, winner, null) >= 0) {
            comparable++;
            for (CostTerm term : CostTerm.values()) {
                switch (without(record, winner, term)) {
                    case YES -> add(term, new Weight(1, 0, 0));
                    case UNKNOWN -> add(term, new Weight(0, 1, 0));
                    case NO -> {
                        // He keeps the job.
                    }
                }
            }
        }
    }

    private void add(CostTerm term, Weight more) {
        weights.merge(
                term,
                more,
                (a, b) ->
                        new Weight(
                                a.decisive + b.decisive,
                                a.unsettled + b.unsettled,
                                a.costMillis + b.costMillis));
    }

    private void count(Measure measure, boolean so) {
        counts.merge(measure, so ? 1 : 0, Integer::sum);
    }

    private void noteBarriers(DecisionRecord record) {
        Set<Exclusion> kept = EnumSet.noneOf(Exclusion.class);
        Set<Exclusion> decisive = EnumSet.noneOf(Exclusion.class);
        for (DecisionRecord.Other other : record.others()) {
            kept.addAll(other.reasons());
            if (other.otherwise() == WhatIf.Verdict.YES) {
                decisive.add(other.reasons().getFirst());
            }
        }
        for (Exclusion reason : kept) {
            barriers.merge(
                    reason,
                    new Barrier(1, decisive.contains(reason) ? 1 : 0),
                    (a, b) -> new Barrier(a.keptAway + b.keptAway, a.decisive + b.decisive));
        }
    }

    /// Whether the driver who was asked owes it to a part of the cost.
    static WhatIf.Verdict without(
            DecisionRecord record, DecisionRecord.Considered winner, CostTerm term) {
        if (term == CostTerm.LONGEST) {
            // Without it no job would be worth a driver.
            return WhatIf.Verdict.NO;
        }
        if (blurred(record, term)) {
            return WhatIf.Verdict.UNKNOWN;
        }
        long before = firstByMillis(record, winner, null);
        long after = firstByMillis(record, winner, term);
        boolean passed = after < 0 || (after == 0 && before > 0);
        long own = cost(winner.terms(), term);
        long leaving = cost(record.leaving(), term);
        boolean touched = record.leaving().millis(term) != 0;
        boolean left = touched && leaving < own + winner.priceMillis();
        if (!passed && !left) {
            return WhatIf.Verdict.NO;
        }
        if (left && leaving < own) {
            return WhatIf.Verdict.YES;
        }
        boolean certain =
                record.considered().stream()
                        .anyMatch(each -> free(record, each) && better(each, winner, term));
        return passed && certain ? WhatIf.Verdict.YES : WhatIf.Verdict.UNKNOWN;
    }

    /// By how much the winner comes before all others at the round's prices; negative where
    /// somebody comes before him, the largest number where he is alone.
    private static long firstByMillis(
            DecisionRecord record, DecisionRecord.Considered winner, @Nullable CostTerm term) {
        long own = cost(winner.terms(), term) + winner.priceMillis();
        long least = Long.MAX_VALUE;
        for (DecisionRecord.Considered each : record.considered()) {
            if (!each.driver().equals(winner.driver())) {
                least = Math.min(least, cost(each.terms(), term) + each.priceMillis() - own);
            }
        }
        return least;
    }

    /// Whether he would be cheaper than the winner, or as cheap and was not before.
    private static boolean better(
            DecisionRecord.Considered each, DecisionRecord.Considered winner, CostTerm term) {
        long more = cost(each.terms(), term) - cost(winner.terms(), term);
        return more < 0 || (more == 0 && each.terms().totalMillis() > winner.terms().totalMillis());
    }

    /// Whether it is known that no other job had him, or would have had him.
    private static boolean free(DecisionRecord record, DecisionRecord.Considered each) {
        if (each.driver().equals(record.winner()) || each.elsewhere()) {
            return false;
        }
        return !record.certificate().equals(Certificate.NONE) || each.nearerMillis() > 0;
    }

    /// Whether somebody's cost was cut at the limit, so that this part alone cannot be taken out of
    /// it.
    private static boolean blurred(DecisionRecord record, CostTerm term) {
        if (!CUT.contains(term)) {
            return false;
        }
        // Of a job that has a driver the limit is not on record.
        long longest = record.leaving().millis(CostTerm.LONGEST);
        return record.considered().stream()
                .map(DecisionRecord.Considered::terms)
                .filter(terms -> terms.millis(term) != 0 && terms.totalMillis() >= longest - 1)
                .anyMatch(terms -> CUT.stream().filter(cut -> terms.millis(cut) != 0).count() > 1);
    }

    private static long cost(CostTerms terms, @Nullable CostTerm without) {
        return terms.totalMillis() - (without == null ? 0 : terms.millis(without));
    }

    /// How many decisions it was measured in.
    public int decisions() {
        return decisions;
    }

    /// In how many of them the driver who was asked came first by cost and price; only of these is
    /// known what hangs on a part of the cost.
    public int comparable() {
        return comparable;
    }

    /// The time of the earliest of them, epoch milliseconds; meaningless where there are none.
    public long firstAtMillis() {
        return firstAtMillis;
    }

    public long lastAtMillis() {
        return lastAtMillis;
    }

    /// What all who were asked cost together, milliseconds.
    public long costMillis() {
        return costMillis;
    }

    public Weight weight(CostTerm term) {
        return weights.getOrDefault(term, new Weight(0, 0, 0));
    }

    public Barrier barrier(Exclusion reason) {
        return barriers.getOrDefault(reason, new Barrier(0, 0));
    }

    /// Of how many decisions this is so; 0 for what is no property of a decision.
    public int count(Measure measure) {
        return counts.getOrDefault(measure, 0);
    }
}
