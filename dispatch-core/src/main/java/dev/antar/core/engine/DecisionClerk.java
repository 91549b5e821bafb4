package dev.antar.core.engine;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.Bystander;
import dev.antar.core.matching.Candidates;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.WhatIf;
import dev.antar.core.policy.Policy;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Writes down why, after it was decided and before anything of it is applied. Only asks; no
/// decision depends on it.
final class DecisionClerk {

    private static final int CONSIDERED = 8;
    private static final int OTHERS = 8;

    /// The winner and the runner-up.
    private static final int IN_BRIEF = 2;

    /// A round is solved again, for the runner-up of an offer, at most so often and only if it has
    /// at most so many jobs: explaining must stay small beside deciding.
    private static final int MOST_AGAIN = 8;

    private static final int SMALL_ROUND = 64;

    /// Rules without which a driver would have cost what is known of him.
    private static final Set<Exclusion> WAIVABLE =
            EnumSet.complementOf(
                    EnumSet.of(
                            Exclusion.STALE,
                            Exclusion.BUSY,
                            Exclusion.OUT_OF_REACH,
                            Exclusion.NO_WAY));

    private static final Set<CostTerm> BY_DISTANCE =
            EnumSet.of(
                    CostTerm.APPROACH,
                    CostTerm.FREE_IN,
                    CostTerm.MARGIN,
                    CostTerm.REFUSAL,
                    CostTerm.INCOME,
                    CostTerm.QUALITY);

    /// How many records are made in full within a second of the region's time: 360,000 an hour, so
    /// that a city has all of them and a flood of jobs does not pay for being explained.
    private static final int MOST_IN_FULL = 100;

    private static final int SECOND = 1_000;

    private final RegionState state;
    private final Watcher watcher;
    private final WhatIf whatIf = new WhatIf();
    private final int[] slots = new int[CONSIDERED];
    private final int[] costs = new int[CONSIDERED];
    private int again;
    private long second;
    private int inFull;

    /// What is certain of others in place of the winner.
    private interface Claims {

        long reliefMillis(int slot, int costMillis, boolean runnerUp);

        WhatIf.Verdict allowed(int slot, int costMillis);
    }

    private static final Claims NO_CLAIMS =
            new Claims() {
                @Override
                public long reliefMillis(int slot, int costMillis, boolean runnerUp) {
                    return WhatIf.UNKNOWN;
                }

                @Override
                public WhatIf.Verdict allowed(int slot, int costMillis) {
                    return WhatIf.Verdict.UNKNOWN;
                }
            };

    DecisionClerk(RegionState state, Watcher watcher) {
        this.state = state;
        this.watcher = watcher;
    }

    /// Tells of a round that the policy has just matched.
    ///
    /// @param firstSeq of the first match's offer
    /// @param changed jobs whose reason for waiting has changed
    void tell(
            Round round,
            MatchingPolicy code,
            List<Match> matches,
            long firstSeq,
            Set<OpenJob> changed) {
        again = 0;
        MinimumCost solved = code instanceof MinimumCost minimum ? minimum : null;
        Certificate proof = code.certificate();
        int next = 0;
        for (int i = 0; i < round.size(); i++) {
            OpenJob job = round.job(i);
            if (next < matches.size() && matches.get(next).job() == job) {
                Match match = matches.get(next);
                Claims claims = solved == null ? NO_CLAIMS : claims(round, solved, i, match);
                watcher.decided(record(round, i, match, firstSeq + next, solved, proof, claims));
                next++;
            } else if (changed.contains(job)) {
                watcher.decided(record(round, i, null, 0, solved, proof, NO_CLAIMS));
            }
        }
    }

    /// Tells of an offer made between rounds, to the cheapest, because nobody else wanted him.
    ///
    /// @param single the job alone
    /// @param wanted whether another job that waits could have this driver: then a round would have
    ///   decided
    void tellPrompt(Round single, Match match, long seq, IntPredicate wanted) {
        // Of whoever is busy still a round would have decided too.
        IntPredicate otherwise =
                slot -> wanted.test(slot) || state.roster().at(slot).state() != DriverState.IDLE;
        boolean few = state.jobs().pending().size() <= SMALL_ROUND;
        Claims claims =
                new Claims() {
                    @Override
                    public long reliefMillis(int slot, int costMillis, boolean runnerUp) {
                        return (few || runnerUp) && !otherwise.test(slot)
                                ? costMillis - match.costMillis() + 1L
                                : WhatIf.UNKNOWN;
                    }

                    @Override
                    public WhatIf.Verdict allowed(int slot, int costMillis) {
                        if (costMillis > match.costMillis()) {
                            return WhatIf.Verdict.NO;
                        }
                        return few && costMillis < match.costMillis() && !otherwise.test(slot)
                                ? WhatIf.Verdict.YES
                                : WhatIf.Verdict.UNKNOWN;
                    }
                };
        watcher.decided(record(single, 0, match, seq, null, Certificate.NONE, claims));
    }

    private Claims claims(Round round, MinimumCost solved, int i, Match match) {
        return new Claims() {
            @Override
            public long reliefMillis(int slot, int costMillis, boolean runnerUp) {
                boolean resolve = runnerUp && round.size() <= SMALL_ROUND && again < MOST_AGAIN;
                again += resolve ? 1 : 0;
                return whatIf.reliefMillis(round, solved, i, match, slot, costMillis, resolve);
            }

            @Override
            public WhatIf.Verdict allowed(int slot, int costMillis) {
                return whatIf.allowed(solved, i, match, slot, costMillis);
            }
        };
    }

    private DecisionRecord record(
            Round round,
            int i,
            @Nullable Match match,
            long seq,
            @Nullable MinimumCost solved,
            Certificate proof,
            Claims claims) {
        boolean full = mayBeFull(round.nowMillis());
        Claims known = full ? claims : NO_CLAIMS;
        OpenJob job = round.job(i);
        Policy policy = state.ruling().policy();
        MatchingPolicy code = state.ruling().code();
        UnmatchedReason waits = match == null ? job.unmatchedReason() : null;
        List<DecisionRecord.Considered> considered =
                considered(round, i, match, solved, known, full ? CONSIDERED : IN_BRIEF);
        return new DecisionRecord(
                job.id(),
                seq,
                round.nowMillis(),
                policy == null ? code.name() : policy.name(),
                policy == null ? code.version() : policy.version(),
                proof,
                match == null ? null : idOf(match.slot()),
                waits,
                round.unmatchedTerms(i),
                considered,
                full ? others(round, i, inLine(considered) ? NO_CLAIMS : known) : List.of(),
                !full);
    }

    private boolean mayBeFull(long nowMillis) {
        if (nowMillis / SECOND != second) {
            second = nowMillis / SECOND;
            inFull = 0;
        }
        return inFull++ < MOST_IN_FULL;
    }

    private static boolean inLine(List<DecisionRecord.Considered> considered) {
        for (DecisionRecord.Considered each : considered) {
            if (each.terms().millis(CostTerm.LINE) != 0) {
                return true;
            }
        }
        return false;
    }

    private List<DecisionRecord.Considered> considered(
            Round round,
            int i,
            @Nullable Match match,
            @Nullable MinimumCost solved,
            Claims claims,
            int most) {
        Candidates found = round.candidates(i, most);
        int count = Math.min(found.count(), most);
        List<DecisionRecord.Considered> considered = new ArrayList<>(count + 1);
        // Solving the round again may look for more candidates of this very job.
        for (int c = 0; c < count; c++) {
            slots[c] = found.slot(c);
            costs[c] = found.costMillis(c);
        }
        boolean winnerIn = match == null;
        boolean second = true;
        for (int c = 0; c < count; c++) {
            boolean winner = match != null && slots[c] == match.slot();
            winnerIn |= winner;
            CostTerms terms = round.terms(i, slots[c], costs[c]);
            int nearer = winner ? 0 : nearer(round, i, slots[c], terms, second, claims);
            second &= winner;
            considered.add(considered(round, i, slots[c], terms, solved, nearer));
        }
        if (!winnerIn && match != null) {
            CostTerms terms = round.terms(i, match.slot());
            considered.add(considered(round, i, match.slot(), terms, solved, 0));
        }
        return considered;
    }

    private int nearer(
            Round round, int i, int slot, CostTerms terms, boolean second, Claims claims) {
        int most = state.ruling().config().cost().maxPickupMillis() - 1;
        long cost = terms.totalMillis();
        if (!terms.onlyOf(BY_DISTANCE) || cost >= most) {
            // By his place, or cut off: to be nearer would not make him cheaper by as much.
            return WhatIf.UNKNOWN;
        }
        long relief = claims.reliefMillis(slot, (int) cost, second);
        return relief == WhatIf.UNKNOWN ? WhatIf.UNKNOWN : nearer(round, i, slot, terms, relief);
    }

    /// How much nearer a driver must be to cost so much less: whoever is nearer also accepts more
    /// often, so the way need not be shorter by all of it.
    ///
    /// @return the least that is enough, or [WhatIf#UNKNOWN] where none is
    private int nearer(Round round, int i, int slot, CostTerms terms, long relief) {
        boolean busy = state.roster().at(slot).state() == DriverState.ON_JOB;
        int until = (int) terms.millis(CostTerm.FREE_IN);
        int way = (int) terms.millis(CostTerm.APPROACH);
        int refusal = round.refusalMillis(i, busy, until + way);
        if (refusal == 0) {
            return relief > way ? WhatIf.UNKNOWN : (int) Math.max(0, relief);
        }
        long wanted = way + (long) refusal - relief;
        int enough = way + 1;
        int less = 0;
        while (less < enough) {
            int nearer = (less + enough) >>> 1;
            int left = way - nearer;
            if (left + round.refusalMillis(i, busy, until + left) <= wanted) {
                enough = nearer;
            } else {
                less = nearer + 1;
            }
        }
        return enough > way ? WhatIf.UNKNOWN : enough;
    }

    private DecisionRecord.Considered considered(
            Round round,
            int i,
            int slot,
            CostTerms terms,
            @Nullable MinimumCost solved,
            int nearer) {
        long price = 0;
        boolean elsewhere = false;
        if (solved != null) {
            price = solved.priceMillis(slot);
            int job = solved.jobOf(slot);
            elsewhere = job >= 0 && job != i;
        }
        int acceptance = round.acceptancePermille(i, slot, (int) terms.totalMillis());
        return new DecisionRecord.Considered(
                idOf(slot), terms, price, elsewhere, nearer, acceptance);
    }

    private List<DecisionRecord.Other> others(Round round, int i, Claims claims) {
        List<Bystander> found = round.bystanders(i, OTHERS, CONSIDERED);
        List<DecisionRecord.Other> others = new ArrayList<>(found.size());
        for (Bystander each : found) {
            boolean single =
                    each.reasons().size() == 1 && WAIVABLE.contains(each.reasons().getFirst());
            others.add(
                    new DecisionRecord.Other(
                            idOf(each.slot()),
                            each.reasons(),
                            each.pickupMillis() == Approach.UNREACHABLE ? -1 : each.pickupMillis(),
                            single
                                    ? claims.allowed(each.slot(), each.costMillis())
                                    : WhatIf.Verdict.UNKNOWN));
        }
        return others;
    }

    private DriverId idOf(int slot) {
        return state.roster().at(slot).id();
    }
}
