package dev.antar.core.matching;

import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.travel.RoadTrouble;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// One run of the matcher: the jobs that wait, oldest first, and whoever could do them.
public final class Round {

    private static final int NONE = -1;

    private final CandidateSearch search;
    private final CandidateTerms terms;
    private final Bystanders bystanders;
    private final List<Candidates> candidates = new ArrayList<>();
    private final Candidates excluded = new Candidates();
    private final Candidates supposed = new Candidates();
    private int[] asked = new int[16];
    private int supposedJob = NONE;
    private int supposedSlot;
    private int supposedCost;
    private long nowMillis;
    private List<OpenJob> jobs = List.of();
    private Stay stay = Stay.NONE;

    /// A round over nothing yet, for whoever holds one after the other; see [#begin].
    public Round(CandidateSearch search) {
        this.search = search;
        this.terms = search.terms();
        this.bystanders = search.bystanders();
    }

    /// @param jobs those that wait for a driver, in order of submission
    public Round(long nowMillis, List<OpenJob> jobs, CandidateSearch search) {
        this(search);
        begin(nowMillis, jobs, Stay.NONE);
    }

    /// Becomes the next round and keeps its memory; what the last one handed out is overwritten.
    ///
    /// @param next those that wait for a driver and those whose driver might give way to another,
    ///   in order of submission
    /// @param keeping what keeping the present driver costs a job that does not wait
    public void begin(long now, List<OpenJob> next, Stay keeping) {
        nowMillis = now;
        jobs = next;
        stay = keeping;
        while (candidates.size() < next.size()) {
            candidates.add(new Candidates());
        }
        if (asked.length < next.size()) {
            asked = new int[Math.max(next.size(), asked.length * 2)];
        }
        Arrays.fill(asked, 0, next.size(), 0);
        supposeNothing();
    }

    /// From now on this driver is a candidate of the `i`-th job at this cost, whatever he costs and
    /// whether or not he may be offered it: to ask what would have been. One supposition at a time.
    public void suppose(int i, int slot, int cost) {
        supposedJob = i;
        supposedSlot = slot;
        supposedCost = cost;
    }

    /// Everything is again as it is.
    public void supposeNothing() {
        supposedJob = NONE;
    }

    public long nowMillis() {
        return nowMillis;
    }

    public int size() {
        return jobs.size();
    }

    public OpenJob job(int i) {
        return jobs.get(i);
    }

    /// The `k` nearest drivers who could do the `i`-th job, or all if fewer; a search is made only
    /// when more are wanted than were found before.
    public Candidates candidates(int i, int k) {
        Candidates found = candidates.get(i);
        if (k > asked[i] && !(asked[i] > 0 && found.complete())) {
            search.find(jobs.get(i), k, nowMillis, withinMillis(i), null, found);
            asked[i] = k;
        }
        if (i != supposedJob) {
            return found;
        }
        supposed.copy(found);
        supposed.put(supposedSlot, supposedCost);
        return supposed;
    }

    /// Fills `found` with the `k` nearest drivers who could do the `i`-th job and whom the filter
    /// accepts, all if it is null.
    void find(int i, int k, @Nullable IntPredicate wanted, Candidates found) {
        search.find(jobs.get(i), k, nowMillis, withinMillis(i), wanted, found);
        if (i == supposedJob && (wanted == null || wanted.test(supposedSlot))) {
            found.put(supposedSlot, supposedCost);
        }
    }

    /// The drivers nearest to the `i`-th job's pickup who are not considered for it, nearest first,
    /// each with every reason. A search of its own, so for explaining, not for matching.
    ///
    /// @param most how many at most
    /// @param considered so many candidates have been told of; nobody farther than the last of them
    ///   is looked at
    public List<Bystander> bystanders(int i, int most, int considered) {
        return bystanders.of(jobs.get(i), nowMillis, most, candidates.get(i), considered);
    }

    /// What leaving the `i`-th job for a later round costs, or with its present driver,
    /// milliseconds.
    public long unmatchedMillis(int i) {
        OpenJob job = jobs.get(i);
        return job.state() == JobState.PENDING
                ? search.cost().unmatchedMillis(job, nowMillis)
                : stay.millis(job);
    }

    /// The same, taken apart.
    public CostTerms unmatchedTerms(int i) {
        OpenJob job = jobs.get(i);
        return job.state() == JobState.PENDING
                ? search.cost().unmatchedTerms(job, nowMillis)
                : stay.terms(job);
    }

    /// What a candidate of the `i`-th job costs, taken apart: its sum is his cost among
    /// [#candidates]. A search of its own, so for explaining, not for matching.
    public CostTerms terms(int i, int slot) {
        return terms.of(jobs.get(i), slot, nowMillis);
    }

    /// The same where that cost is at hand, mostly without a search.
    public CostTerms terms(int i, int slot, int costMillis) {
        return terms.of(jobs.get(i), slot, costMillis, nowMillis);
    }

    /// The share of drivers who accept an offer such as this candidate of the `i`-th job would get,
    /// in thousandths, where his cost among [#candidates] is at hand.
    public int acceptancePermille(int i, int slot, int costMillis) {
        return terms.acceptancePermille(jobs.get(i), slot, costMillis, nowMillis);
    }

    /// What refusals cost the `i`-th job with a driver who would be at its pickup so much later.
    ///
    /// @param busy whether he holds another job
    public int refusalMillis(int i, boolean busy, int pickupMillis) {
        return terms.refusalMillis(jobs.get(i), busy, pickupMillis);
    }

    private int withinMillis(int i) {
        int max = search.cost().maxPickupMillis();
        OpenJob job = jobs.get(i);
        return job.state() == JobState.PENDING ? max : Math.clamp(stay.millis(job), 0, max);
    }

    /// Why the `i`-th job got nobody, as far as free drivers are concerned.
    public UnmatchedReason unmatchedReason(int i) {
        RoadTrouble trouble = search.approaches().trouble(jobs.get(i));
        if (trouble != null) {
            return switch (trouble) {
                case PICKUP_OFF_ROAD -> UnmatchedReason.PICKUP_OFF_ROAD;
                case DROPOFF_OFF_ROAD -> UnmatchedReason.DROPOFF_OFF_ROAD;
                case NO_WAY_TO_DROPOFF -> UnmatchedReason.NO_WAY_TO_DROPOFF;
            };
        }
        if (candidates(i, 1).count() > 0) {
            return UnmatchedReason.OUTBID;
        }
        search.explain(jobs.get(i), nowMillis, withinMillis(i), excluded);
        Candidates found = excluded;
        if (found.count() > 0) {
            return UnmatchedReason.OUTBID;
        }
        int unfit =
                found.excluded(Exclusion.VEHICLE)
                        + found.excluded(Exclusion.SKILL)
                        + found.excluded(Exclusion.SEATS)
                        + found.excluded(Exclusion.CASH_LIMIT);
        int refused =
                found.excluded(Exclusion.DECLINED_BEFORE) + found.excluded(Exclusion.PASSED_OVER);
        int away =
                found.excluded(Exclusion.STALE)
                        + found.excluded(Exclusion.PAUSED)
                        + found.excluded(Exclusion.SILENT)
                        + found.excluded(Exclusion.BREAK)
                        + found.excluded(Exclusion.GO_HOME)
                        + found.excluded(Exclusion.DISTANCE_LIMIT)
                        + found.excluded(Exclusion.SHIFT_END);
        if (found.excluded(Exclusion.PROMISE) > 0) {
            return UnmatchedReason.PROMISE_OUT_OF_REACH;
        }
        if (refused > 0) {
            return UnmatchedReason.ALL_DECLINED;
        }
        if (away > 0) {
            return UnmatchedReason.DRIVERS_NOT_AVAILABLE;
        }
        if (unfit > 0) {
            return UnmatchedReason.NO_DRIVER_WITH_REQUIREMENTS;
        }
        return found.excluded(Exclusion.NO_WAY) > 0
                ? UnmatchedReason.NO_WAY_TO_PICKUP
                : UnmatchedReason.NO_DRIVER_IN_REACH;
    }
}
