package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.Round;
import dev.antar.core.offer.Offer;
import dev.antar.core.travel.Approach;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Holds the rounds: shows the policy who waits and who is free, turns its matches into offers and
/// tells every job that got none why.
final class Matchmaker {

    private final DispatchConfig config;
    private final RegionState state;
    private final MatchingPolicy policy;
    private final CandidateSearch search;
    private final Watcher watcher;
    private final NearestDrivers anyone = new NearestDrivers();

    Matchmaker(DispatchConfig config, RegionState state, MatchingPolicy policy, Watcher watcher) {
        this.config = config;
        this.state = state;
        this.policy = policy;
        this.watcher = watcher;
        this.search =
                new CandidateSearch(
                        state.roster(),
                        state.onDuty(),
                        state.approaches(),
                        config.cost(),
                        state.skills(),
                        config.maxFixAgeMillis(),
                        state.lines()::along);
    }

    /// Holds a round over all that waits and makes its offers.
    ///
    /// @param nextSeq the number that the first offer's event will have
    /// @return the offers' events in the order of their jobs; the caller applies them
    List<Event.OfferMade> hold(long nowMillis, long nextSeq) {
        Round round = new Round(nowMillis, new ArrayList<>(state.pending()), search);
        List<Match> matches = policy.match(round);
        explainWaits(round, matches);
        List<Event.OfferMade> made = new ArrayList<>(matches.size());
        for (Match match : matches) {
            long seq = nextSeq + made.size();
            OpenJob job = match.job();
            Offer offer = offer(seq, job, state.roster().at(match.slot()), nowMillis);
            made.add(new Event.OfferMade(seq, nowMillis, job.version() + 1, offer));
        }
        watcher.roundHeld(round.size(), matches.size(), policy.certificate());
        return made;
    }

    private Offer offer(long id, OpenJob open, Driver driver, long nowMillis) {
        Job job = open.job();
        Approach approach = state.approaches().to(open, nowMillis);
        LatLng from = Objects.requireNonNull(driver.position(), "a matched driver has a position");
        int pickupMillis = Math.max(0, approach.millis(from.lat(), from.lng()));
        double pickupMeters = approach.meters(from, pickupMillis);
        long pickedUpMillis = nowMillis + pickupMillis;
        double tripMeters = state.approaches().tripMeters(open);
        int tripMillis = state.approaches().tripMillis(open, pickedUpMillis);
        return new Offer(
                id,
                job.id(),
                driver.id(),
                nowMillis,
                nowMillis + config.offerMillis(),
                config.rateCard().driverPay(pickupMeters, tripMeters, tripMillis),
                pickupMillis,
                (int) Math.round(pickupMeters),
                tripMillis,
                (int) Math.round(tripMeters));
    }

    private void explainWaits(Round round, List<Match> matches) {
        int matched = 0;
        for (int i = 0; i < round.size(); i++) {
            OpenJob job = round.job(i);
            if (matched < matches.size() && matches.get(matched).job() == job) {
                matched++;
                continue;
            }
            UnmatchedReason reason = round.unmatchedReason(i);
            if (reason == UnmatchedReason.NO_DRIVER_IN_REACH) {
                reason = whyNobodyInReach(job, round.nowMillis());
            }
            if (reason != job.unmatchedReason()) {
                job.explainWait(reason);
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
