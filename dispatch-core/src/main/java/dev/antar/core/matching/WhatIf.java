package dev.antar.core.matching;

import java.util.List;

/// What would have had to be different in a round for a driver to get a job: told only where it is
/// certain, from the round's prices or by solving it again. Changes nothing of the round's answer.
/// The engine's thread.
public final class WhatIf {

    /*
     * Let Z be the least cost of the round and F the least cost if the pair (j,d) is made to be in.
     * Were the pair cheaper by x, all matchings with it cost x less and all others the same. So for
     * x > F − Z it is in every optimum, for x < F − Z in none, and at x = F − Z it is a draw.
     *
     * Where j's driver w has no price and d no job, giving j to d costs c(j,d) − c(j,w), and the
     * prices prove that no other way is cheaper: F − Z is that. Where w has a price, others would
     * take him and F may be lower: then the round is solved again with the pair forced in.
     *
     * A pair that was not allowed is new to the round. If d has no job and c(j,d) < c(j,w), it
     * improves the answer, so it is in every optimum. If its cost exceeds what the prices leave,
     * c(j,d) + p(d) > u(j), it is in none.
     */

    /// Not certain.
    public static final int UNKNOWN = -1;

    /// Less than any sum of true costs, so that the pair is in whatever it costs the others.
    private static final int FORCED = -(1 << 28);

    private final MinimumCost again = new MinimumCost();

    /// By how much a pair's cost would have had to fall so that the job were his: with this it is
    /// in every optimum, with 1 ms less it is a draw, with 2 ms less it is in none.
    ///
    /// @param solved that matched the round, at proved optimum, and nothing since
    /// @param given what the round gave the `i`-th job
    /// @param slot a candidate of the job, another than it got
    /// @param costMillis what he costs
    /// @param resolve whether the round may be solved again
    /// @return milliseconds, or [#UNKNOWN]
    public long reliefMillis(
            Round round,
            MinimumCost solved,
            int i,
            Match given,
            int slot,
            int costMillis,
            boolean resolve) {
        if (!proved(solved)) {
            return UNKNOWN;
        }
        if (solved.jobOf(slot) == SparseAssignment.NOBODY
                && solved.priceMillis(given.slot()) == 0) {
            return costMillis - given.costMillis() + 1L;
        }
        return resolve ? bySolvingAgain(round, solved, i, slot, costMillis) : UNKNOWN;
    }

    private static boolean proved(MinimumCost solved) {
        return solved.certificate().optimal() && solved.certificate().cut() == 0;
    }

    private long bySolvingAgain(Round round, MinimumCost solved, int i, int slot, int costMillis) {
        round.suppose(i, slot, FORCED);
        List<Match> matches = again.match(round);
        round.supposeNothing();
        boolean in = matches.stream().anyMatch(m -> m.job() == round.job(i) && m.slot() == slot);
        if (!in || !proved(again)) {
            return UNKNOWN;
        }
        long forced = again.certificate().costMillis() - FORCED + costMillis;
        return forced - solved.certificate().costMillis() + 1;
    }

    /// Whether a driver who was not allowed to have the job would have got it otherwise.
    ///
    /// @param costMillis what he would have cost
    public Verdict allowed(MinimumCost solved, int i, Match given, int slot, int costMillis) {
        if (!proved(solved)) {
            return Verdict.UNKNOWN;
        }
        boolean free = solved.jobOf(slot) == SparseAssignment.NOBODY;
        if (free && costMillis < given.costMillis()) {
            return Verdict.YES;
        }
        return costMillis + solved.priceMillis(slot) > solved.valueMillis(i)
                ? Verdict.NO
                : Verdict.UNKNOWN;
    }

    /// What is known of a claim.
    public enum Verdict {
        YES,
        NO,
        UNKNOWN
    }
}
