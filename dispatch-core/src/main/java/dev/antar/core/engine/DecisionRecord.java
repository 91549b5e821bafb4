package dev.antar.core.engine;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.WhatIf;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Why a job was offered to whom it was, or why it goes on waiting: who was considered at what
/// cost, and who near was not and why. Immutable; costs and times in milliseconds.
///
/// @param seq number of the event by which the job was offered, or 0 where it waits
/// @param certificate what the round proves; [Certificate#NONE] for an offer made between rounds
/// @param winner to whom the job was offered, or null
/// @param waits why it waits, or null where it was offered
/// @param leaving what leaving the job for a later round would have cost, or with its present
///   driver
/// @param considered the cheapest, cheapest first, with the winner even where he is not among them
/// @param others the nearest drivers who were not considered, nearest first
/// @param brief whether so many records were made in that second that this one does not look for
///   others and makes no claims
public record DecisionRecord(
        JobId job,
        long seq,
        long atMillis,
        String policy,
        int policyVersion,
        Certificate certificate,
        @Nullable DriverId winner,
        @Nullable UnmatchedReason waits,
        CostTerms leaving,
        List<Considered> considered,
        List<Other> others,
        boolean brief) {

    /// A candidate.
    ///
    /// @param terms his cost; the sum is what the solver saw
    /// @param priceMillis what another like him would have saved the round
    /// @param elsewhere whether the same round gave him another job
    /// @param nearerMillis how much less he would have had to need to the pickup for the job to be
    ///   his for certain, everything else the same: 1 ms less and it is a draw; -1 where that is
    ///   not known, or where no distance suffices
    /// @param acceptancePermille the share of drivers who were expected to accept the offer that he
    ///   would have got, in thousandths; [#UNKNOWN] in records of before that was told
    public record Considered(
            DriverId driver,
            CostTerms terms,
            long priceMillis,
            boolean elsewhere,
            int nearerMillis,
            int acceptancePermille) {

        /// In place of a share.
        public static final int UNKNOWN = -1;
    }

    /// A driver near, not considered.
    ///
    /// @param reasons at least one
    /// @param pickupMillis -1 where no way is known
    /// @param otherwise whether the job would have been his without the one reason; unknown where
    ///   there are several
    public record Other(
            DriverId driver, List<Exclusion> reasons, int pickupMillis, WhatIf.Verdict otherwise) {}

    public DecisionRecord {
        considered = List.copyOf(considered);
        others = List.copyOf(others);
    }

    /// The cheapest who was considered and did not get it, or null.
    public @Nullable Considered runnerUp() {
        for (Considered each : considered) {
            if (!each.driver().equals(winner)) {
                return each;
            }
        }
        return null;
    }

    /// What the runner-up costs more than the winner; negative where a cheaper driver served
    /// another job better, 0 where there is no runner-up or no winner.
    public long marginMillis() {
        Considered second = runnerUp();
        for (Considered each : considered) {
            if (second != null && each.driver().equals(winner)) {
                return second.terms().totalMillis() - each.terms().totalMillis();
            }
        }
        return 0;
    }
}
