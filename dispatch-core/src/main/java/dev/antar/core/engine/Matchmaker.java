package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.Candidates;
import dev.antar.core.matching.Cost;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.Stay;
import dev.antar.core.offer.Offer;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Holds the rounds: shows the policy who waits and who is free, turns its matches into offers and
/// tells every job that got none why.
final class Matchmaker {

    private static final int PROMPT_LOOK = 4;
    private static final int SUPPLY_LOOK = 2;

    /// Among how many the cheapest is looked for where incomes count.
    private static final int PROMPT_MOST = 128;

    private final RegionState state;
    private final Outlook outlook;
    private final Sharing sharing;
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

    Matchmaker(RegionState state, Outlook outlook, Sharing sharing, Watcher watcher) {
        this.state = state;
        this.watcher = watcher;
        this.outlook = outlook;
        this.sharing = sharing;
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
            made.add(proposal(match.job(), match.slot(), nowMillis, nextSeq + made.size()));
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
        Event.OfJob made = proposal(job, match.slot(), nowMillis, seq);
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
        LatLng position = positionOf(driver);
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

    /// Whether the driver is so near to the pickup of his job that he keeps it.
    boolean near(OpenJob job, long nowMillis) {
        return outlook.pickupMillis(job, nowMillis) <= config().revision().nearMillis();
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

    /// What a driver has driven for a job that another takes over, and what he is paid for it.
    ///
    /// @param accepted his offer; null if it is too long ago to be remembered, then only time
    ///   counts
    Event.WayDriven wayDriven(OpenJob job, @Nullable Offer accepted, long nowMillis) {
        Driver driver = state.roster().at(job.driverSlot());
        if (!state.stopsOf(driver).getFirst().equals(Stop.pickup(job.id()))) {
            // He was still driving for another job.
            return new Event.WayDriven(0, 0, config().rateCard().wayPay(0, 0));
        }
        LatLng at = driver.position();
        double left =
                at == null
                        ? 0
                        : state.approaches()
                                .to(job, nowMillis)
                                .meters(at, outlook.pickupMillis(job, nowMillis));
        double all = accepted == null ? 0 : accepted.pickupMeters();
        int meters = (int) Math.round(Math.max(0, all - left));
        int millis = (int) Math.min(nowMillis - job.assignedAtMillis(), Integer.MAX_VALUE);
        return new Event.WayDriven(meters, millis, config().rateCard().wayPay(meters, millis));
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "a matched driver has a position");
    }

    private Event.OfJob proposal(OpenJob job, int slot, long nowMillis, long seq) {
        Offer offer = offer(seq, job, state.roster().at(slot), nowMillis);
        return job.state() == JobState.PENDING
                ? new Event.OfferMade(seq, nowMillis, job.version() + 1, offer)
                : new Event.SwapOffered(
                        seq,
                        nowMillis,
                        job.version() + 1,
                        offer,
                        state.roster().at(job.driverSlot()).id());
    }

    private Offer offer(long id, OpenJob open, Driver driver, long nowMillis) {
        Job job = open.job();
        if (sharing.mayShare(driver, open)) {
            return shared(id, open, driver, nowMillis);
        }
        Approach approach = state.approaches().to(open, nowMillis);
        boolean next = driver.state() == DriverState.ON_JOB;
        LatLng from = next ? outlook.endOf(driver) : positionOf(driver);
        int wayMillis = Math.max(0, approach.millis(from.lat(), from.lng()));
        double pickupMeters = approach.meters(from, wayMillis);
        int pickupMillis = wayMillis + (next ? outlook.busyMillis(driver, nowMillis) : 0);
        long pickedUpMillis = nowMillis + pickupMillis;
        double tripMeters = state.approaches().tripMeters(open);
        int tripMillis = state.approaches().tripMillis(open, pickedUpMillis);
        return new Offer(
                id,
                job.id(),
                driver.id(),
                nowMillis,
                nowMillis + config().offerMillis(),
                config().rateCard().driverPay(pickupMeters, tripMeters, tripMillis),
                pickupMillis,
                (int) Math.round(pickupMeters),
                tripMillis,
                (int) Math.round(tripMeters),
                next ? Stop.accepted(state.stopsOf(driver), List.of(), job.id()) : List.of());
    }

    /// To a driver who would carry the job beside others.
    private Offer shared(long id, OpenJob open, Driver driver, long nowMillis) {
        Sharing.Place place = sharing.place(driver, open, nowMillis);
        double tripMeters = state.approaches().tripMeters(open);
        double more = Math.max(0, place.extraMeters() - tripMeters);
        return new Offer(
                id,
                open.id(),
                driver.id(),
                nowMillis,
                nowMillis + config().offerMillis(),
                config().rateCard()
                        .driverPay(
                                more,
                                tripMeters,
                                state.approaches()
                                        .tripMillis(open, nowMillis + place.pickupMillis())),
                place.pickupMillis(),
                (int) Math.round(more),
                place.rideMillis(),
                (int) Math.round(tripMeters),
                place.stops());
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
        state.onDuty().nearest(job.job().pickup(), 1, meters, DriverFilter.everybody(), anyone);
        return anyone.count() > 0;
    }
}
