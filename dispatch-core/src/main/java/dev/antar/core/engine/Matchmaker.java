package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.Candidates;
import dev.antar.core.matching.Cost;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.Stay;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds the rounds: shows the policy who waits and who is free, proposes its matches and tells
/// every job that got none why.
final class Matchmaker {

    private static final int PROMPT_LOOK = 4;
    private static final int SUPPLY_LOOK = 2;

    /// Among how many the cheapest is looked for where incomes count.
    private static final int PROMPT_MOST = 128;

    private final RegionState state;
    private final Outlook outlook;
    private final Sharing sharing;
    private final OfferWriter writer;
    private final Watcher watcher;
    private final NearestDrivers anyone = new NearestDrivers();
    private final DecisionClerk clerk;

    /// Whose reason the round has changed, where somebody wants to know.
    private final Set<OpenJob> changed = new HashSet<>();

    private MatchingPolicy policy;
    private CandidateSearch search;
    private Round round;
    private Round single;
    private @Nullable IncomePrice price;
    private int followed;

    Matchmaker(
            RegionState state,
            Outlook outlook,
            Sharing sharing,
            OfferWriter writer,
            Watcher watcher) {
        this.state = state;
        this.watcher = watcher;
        this.outlook = outlook;
        this.sharing = sharing;
        this.writer = writer;
        this.clerk = new DecisionClerk(state, watcher);
        this.policy = state.ruling().code();
        this.search = searchBy(state, state.ruling().config().cost(), outlook, sharing);
        this.round = new Round(search);
        this.single = new Round(search);
        this.price = priceBy(state, outlook, sharing);
    }

    private static CandidateSearch searchBy(
            RegionState state, Cost cost, Outlook outlook, Sharing sharing) {
        DispatchConfig config = state.ruling().config();
        return new CandidateSearch(
                state.roster(),
                state.onDuty(),
                state.approaches(),
                cost,
                state.responses().acceptance(),
                state.skills(),
                config.maxFixAgeMillis(),
                state.lines()::along,
                config.workload().backToBackMillis() > 0 ? outlook : null,
                config.workload().sharedDetourPercent() > 0 ? sharing : null);
    }

    /// Null where incomes cost nothing.
    private static @Nullable IncomePrice priceBy(
            RegionState state, Outlook outlook, Sharing sharing) {
        Cost cost = state.ruling().config().cost();
        return cost.incomeMillis() == 0
                ? null
                : IncomePrice.of(
                        searchBy(state, cost.withoutIncomes(), outlook, sharing),
                        state.ruling().code());
    }

    /// Keeps to the policy in force, which may have changed since the last time.
    private void followPolicy() {
        if (followed != state.ruling().changes()) {
            followed = state.ruling().changes();
            policy = state.ruling().code();
            search = searchBy(state, config().cost(), outlook, sharing);
            round = new Round(search);
            single = new Round(search);
            price = priceBy(state, outlook, sharing);
        }
    }

    private DispatchConfig config() {
        return state.ruling().config();
    }

    /// Holds a round over all that waits and makes its offers.
    ///
    /// @param nextSeq the number that the first offer's event will have
    /// @return the offers' events in the order of their jobs; the caller applies them
    List<Event.OfJob> hold(long nowMillis, long nextSeq) {
        followPolicy();
        state.incomes().refresh(nowMillis);
        List<OpenJob> jobs = waitingNow(nowMillis);
        if (config().revision().swaps() && state.driversIn(DriverState.IDLE) > 0) {
            addRevisable(jobs, nowMillis);
        }
        round.begin(nowMillis, jobs, stay(nowMillis));
        List<Match> matches = policy.match(round);
        priceIncomes(jobs, matches, nowMillis);
        explainWaits(matches);
        List<Event.OfJob> made = new ArrayList<>(matches.size());
        for (Match match : matches) {
            made.add(writer.proposal(match.job(), match.slot(), nowMillis, nextSeq + made.size()));
        }
        watcher.roundHeld(round.size(), matches.size(), policy.certificate());
        if (watcher.wantsDecisions()) {
            clerk.tell(round, policy, matches, nextSeq, changed);
        }
        changed.clear();
        return made;
    }

    /// Offers a job that has just begun to wait to its nearest driver, if he is near and no other
    /// job that waits could have him; otherwise the next round decides.
    ///
    /// @param seq the number that the offer's event will have
    Event.@Nullable OfJob prompt(OpenJob job, long nowMillis, long seq) {
        followPolicy();
        single.begin(nowMillis, List.of(job), Stay.NONE);
        Candidates found = cheapest();
        if (found.count() == 0
                || tooEarly(job, found, nowMillis)
                || wayMillis(job, found, nowMillis) > promptMillis()
                // Who else wants a driver who is not free yet, only a round knows.
                || state.roster().at(found.slot(0)).state() != DriverState.IDLE
                || wanted(found.slot(0), job, nowMillis)) {
            return null;
        }
        Match match = new Match(job, found.slot(0), found.costMillis(0));
        IncomePrice priced = price;
        if (priced != null) {
            state.incomes()
                    .priced(
                            1,
                            state.incomes().count()
                                    ? priced.ofPrompt(nowMillis, job, match.slot())
                                    : 0);
        }
        Event.OfJob made = writer.proposal(job, match.slot(), nowMillis, seq);
        if (watcher.wantsDecisions()) {
            clerk.tellPrompt(single, match, seq, slot -> wanted(slot, job, nowMillis));
        }
        return made;
    }

    /// The candidates of the single job, of whom the first is the cheapest of all where incomes
    /// count: who is nearest is not.
    private Candidates cheapest() {
        int look = PROMPT_LOOK;
        Candidates found = single.candidates(0, look);
        while (state.incomes().count()
                && look < PROMPT_MOST
                && found.count() > 0
                && found.costMillis(0) > found.leftOutMillis()) {
            look *= 2;
            found = single.candidates(0, look);
        }
        return found;
    }

    /// How far the cheapest candidate of the single job is, whatever he was paid.
    private int wayMillis(OpenJob job, Candidates found, long nowMillis) {
        IncomePrice priced = price;
        return priced != null && state.roster().at(found.slot(0)).incomeMillis() > 0
                ? (int) priced.wayMillis(nowMillis, job, found.slot(0))
                : found.costMillis(0);
    }

    /// What the nearest driver may cost for an offer at once: the way that the policy names, and
    /// what refusals cost with a driver so far away. Who is likely to decline is no farther for it.
    private int promptMillis() {
        int way = config().revision().promptMillis();
        return way + single.refusalMillis(0, false, way);
    }

    private void priceIncomes(List<OpenJob> jobs, List<Match> matches, long nowMillis) {
        IncomePrice priced = price;
        if (priced == null) {
            return;
        }
        long extra =
                state.incomes().count()
                        ? priced.ofRound(nowMillis, jobs, stay(nowMillis), matches)
                        : 0;
        state.incomes().priced(matches.size(), extra);
        Fairness.Round done = state.incomes().endRound(nowMillis);
        if (done != null) {
            watcher.incomesPriced(done);
        }
    }

    /// The jobs that wait for a driver now; whoever were asked for the others would be too early.
    private List<OpenJob> waitingNow(long nowMillis) {
        List<OpenJob> jobs = new ArrayList<>(state.jobs().pending().size());
        for (OpenJob job : state.jobs().pending()) {
            if (job.job().terms().notBeforeMillis() <= nowMillis) {
                jobs.add(job);
                continue;
            }
            single.begin(nowMillis, List.of(job), Stay.NONE);
            if (!tooEarly(job, single.candidates(0, SUPPLY_LOOK), nowMillis)) {
                jobs.add(job);
            } else if (job.unmatchedReason() != UnmatchedReason.NOT_YET_DUE) {
                job.explainWait(UnmatchedReason.NOT_YET_DUE);
                watcher.jobChanged(job);
            }
        }
        return jobs;
    }

    /// Whether there is time to wait before a driver is asked: until then who is near may change,
    /// and nobody waits at the pickup. Counted from the second nearest, since the nearest may
    /// decline; where nobody is near, the search begins at once.
    private boolean tooEarly(OpenJob job, Candidates found, long nowMillis) {
        int second = Math.min(found.count(), SUPPLY_LOOK) - 1;
        int approach = second < 0 ? config().cost().maxPickupMillis() : found.costMillis(second);
        long early = (long) approach + config().offerMillis() + config().workload().stopMillis();
        return nowMillis + early < job.job().terms().notBeforeMillis();
    }

    private boolean wanted(int slot, OpenJob except, long nowMillis) {
        Driver driver = state.roster().at(slot);
        LatLng position = OfferWriter.positionOf(driver);
        double reach = search.straightReachMeters();
        for (OpenJob other : state.jobs().pending()) {
            if (other != except
                    && position.metersTo(other.job().pickup()) <= reach
                    && search.possible(other, driver, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    private void addRevisable(List<OpenJob> jobs, long nowMillis) {
        int before = jobs.size();
        for (OpenJob job : state.jobs().assigned()) {
            if (job.swapOfferId() == 0
                    && job.swaps() == 0
                    && !state.swappedOut(job.driverSlot())
                    && outlook.pickupMillis(job, nowMillis)
                            > config().revision().nearMillis() + config().offerMillis()) {
                jobs.add(job);
            }
        }
        if (jobs.size() > before) {
            jobs.sort((a, b) -> Long.compare(a.order(), b.order()));
        }
    }

    private Stay stay(long nowMillis) {
        return new Stay() {
            @Override
            public long millis(OpenJob job) {
                return config().revision().stayMillis(outlook.pickupMillis(job, nowMillis));
            }

            @Override
            public CostTerms terms(OpenJob job) {
                return config().revision().stayTerms(outlook.pickupMillis(job, nowMillis));
            }
        };
    }

    private void explainWaits(List<Match> matches) {
        int matched = 0;
        for (int i = 0; i < round.size(); i++) {
            OpenJob job = round.job(i);
            if (matched < matches.size() && matches.get(matched).job() == job) {
                matched++;
                continue;
            }
            if (job.state() != JobState.PENDING) {
                continue;
            }
            UnmatchedReason reason = round.unmatchedReason(i);
            if (reason == UnmatchedReason.NO_DRIVER_IN_REACH) {
                reason = whyNobodyInReach(job, round.nowMillis());
            }
            if (reason != job.unmatchedReason()) {
                job.explainWait(reason);
                changed.add(job);
                watcher.jobChanged(job);
            }
        }
    }

    private UnmatchedReason whyNobodyInReach(OpenJob job, long nowMillis) {
        if (anyoneWithin(search.reachMeters(job, nowMillis), job)) {
            return UnmatchedReason.DRIVERS_BUSY;
        }
        return anyoneWithin(search.straightReachMeters(), job)
                ? UnmatchedReason.NO_WAY_TO_PICKUP
                : UnmatchedReason.NO_DRIVER_IN_REACH;
    }

    private boolean anyoneWithin(double meters, OpenJob job) {
        if (state.onDuty().nobodyWithin(job.job().pickup(), meters)) {
            return false;
        }
        state.onDuty().nearest(job.job().pickup(), 1, meters, DriverFilter.everybody(), anyone);
        return anyone.count() > 0;
    }
}
