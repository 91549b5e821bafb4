package dev.antar.core.engine;

import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.Candidates;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.Stay;
import dev.antar.core.policy.Policy;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What regard to incomes costs customers: decides the same again without it, and compares. Before
/// anything of the decision is applied.
final class IncomePrice {

    private static final int NEAREST = 4;

    private final Round without;
    private final MatchingPolicy code;

    /// @param search as the decision's own, but blind to incomes
    /// @param code as the decision's own, of its own
    private IncomePrice(CandidateSearch search, MatchingPolicy code) {
        this.without = new Round(search);
        this.code = code;
    }

    /// Null where the code that decides is its owner's own, which cannot be had twice.
    static @Nullable IncomePrice of(CandidateSearch search, MatchingPolicy code) {
        return Policy.MATCHING.contains(code.name())
                ? new IncomePrice(search, Policy.of(code.name()).code())
                : null;
    }

    /// What a round's matches cost more than those of the same round would have without regard to
    /// incomes, jobs left included, milliseconds of waiting. Never below 0 where rounds are exact.
    long ofRound(long nowMillis, List<OpenJob> jobs, Stay stay, List<Match> matches) {
        if (jobs.isEmpty()) {
            return 0;
        }
        without.begin(nowMillis, jobs, stay);
        List<Match> otherwise = code.match(without);
        long with = 0;
        long less = 0;
        int next = 0;
        int nextOtherwise = 0;
        for (int i = 0; i < jobs.size(); i++) {
            OpenJob job = jobs.get(i);
            long left = without.unmatchedMillis(i);
            if (next < matches.size() && matches.get(next).job() == job) {
                with += without.terms(i, matches.get(next++).slot()).totalMillis();
            } else {
                with += left;
            }
            if (nextOtherwise < otherwise.size() && otherwise.get(nextOtherwise).job() == job) {
                less += otherwise.get(nextOtherwise++).costMillis();
            } else {
                less += left;
            }
        }
        return with - less;
    }

    /// The same of a job that is offered at once.
    long ofPrompt(long nowMillis, OpenJob job, int slot) {
        without.begin(nowMillis, List.of(job), Stay.NONE);
        Candidates found = without.candidates(0, NEAREST);
        return wayMillis(slot) - (found.count() == 0 ? wayMillis(slot) : found.costMillis(0));
    }

    /// What a candidate of a single job costs but for his income, milliseconds.
    long wayMillis(long nowMillis, OpenJob job, int slot) {
        without.begin(nowMillis, List.of(job), Stay.NONE);
        return wayMillis(slot);
    }

    private long wayMillis(int slot) {
        return without.terms(0, slot).totalMillis();
    }
}
