package dev.antar.simulator.actor;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.simulator.behaviour.Answer;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.Route;
import dev.antar.simulator.behaviour.StraightRoute;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A driver: goes online where he is, answers offers, drives to the pickup and on to the dropoff,
/// and reports where he is all along. One job at a time.
public final class DriverActor {

    /// Nothing to do until he is told something.
    public static final long NEVER = Long.MAX_VALUE;

    private static final double ACCURACY_METERS = 8;

    private final DriverProfile profile;
    private final DriverBehaviour behaviour;
    private final long seed;
    private final DriverIntents intents;

    private DriverPhase phase = DriverPhase.OFF_DUTY;
    private boolean leaving;
    private Route route;

    /// When the phase goes on by itself: the answer, the arrival, the end of a dwell, the next
    /// drive of one who cruises.
    private long stepAtMillis = NEVER;

    private long fixAtMillis = NEVER;
    private long lastFixMillis = Long.MIN_VALUE;

    private @Nullable OfferSeen offer;
    private boolean accepts;
    private @Nullable JobSeen job;
    private final Map<JobId, Integer> ignored = new HashMap<>();

    private LatLng waitsNear;
    private int drives;

    /// A driver off duty.
    ///
    /// @param start where he is
    /// @param seed the run's
    public DriverActor(
            DriverProfile profile,
            LatLng start,
            DriverBehaviour behaviour,
            long seed,
            DriverIntents intents) {
        this.profile = profile;
        this.behaviour = behaviour;
        this.seed = seed;
        this.intents = intents;
        this.route = StraightRoute.standing(start, 0);
        this.waitsNear = start;
    }

    public DriverId id() {
        return profile.id();
    }

    public DriverProfile profile() {
        return profile;
    }

    public DriverPhase phase() {
        return phase;
    }

    /// The job in hand.
    public @Nullable JobSeen job() {
        return job;
    }

    public LatLng positionAt(long nowMillis) {
        return route.at(nowMillis);
    }

    /// Begins to work.
    public void goOnline(long nowMillis) {
        leaving = false;
        if (phase != DriverPhase.OFF_DUTY) {
            return;
        }
        becomeFree(nowMillis);
        fixAtMillis = nowMillis;
        intents.intend(this, new DriverIntent.GoOnline(), nowMillis);
        wake(nowMillis);
    }

    /// Stops working, once the job in hand is done.
    public void goOffline(long nowMillis) {
        leaving = true;
        leaveIfFree(nowMillis);
    }

    /// An offer appears on the phone. The same one may appear again, after a reconnect.
    public void offered(OfferSeen seen, long nowMillis) {
        OfferSeen before = offer;
        if (before != null && before.id() == seen.id()) {
            if (phase == DriverPhase.ACCEPTING) {
                intents.intend(this, new DriverIntent.Accept(seen.id()), nowMillis);
            }
            return;
        }
        if (phase == DriverPhase.OFF_DUTY || phase.onJob() || leaving) {
            intents.intend(this, new DriverIntent.Decline(seen.id()), nowMillis);
            return;
        }
        offer = seen;
        phase = DriverPhase.THINKING;
        JobId about = seen.job().id();
        switch (behaviour.answer(seed, id(), about, ignored.getOrDefault(about, 0))) {
            case Answer.Accepts(long after) -> answerAt(nowMillis + after, true);
            case Answer.Declines(long after) -> answerAt(nowMillis + after, false);
            case Answer.Ignores _ -> answerAt(NEVER, false);
        }
    }

    /// The offer is gone: expired, taken back, or the acceptance was refused.
    public void offerEnded(long id, long nowMillis) {
        OfferSeen ended = offer;
        if (ended == null || ended.id() != id) {
            return;
        }
        ignored.merge(ended.job().id(), 1, Integer::sum);
        waitOn(nowMillis);
        leaveIfFree(nowMillis);
    }

    /// The acceptance counts: the job is his.
    public void assigned(JobId id, long nowMillis) {
        OfferSeen accepted = offer;
        if (accepted != null && accepted.job().id().equals(id)) {
            begin(accepted.job(), nowMillis);
        }
    }

    /// The job in hand is his no longer: cancelled, or given to somebody else.
    public void jobLost(JobId id, long nowMillis) {
        JobSeen held = job;
        if (held != null && held.id().equals(id)) {
            becomeFree(nowMillis);
            leaveIfFree(nowMillis);
        }
    }

    /// Brings him in line with the server after a lost connection, and says again what the server
    /// has not heard.
    public void reconnected(DutySeen seen, long nowMillis) {
        if (phase == DriverPhase.OFF_DUTY) {
            return;
        }
        if (!seen.onDuty()) {
            becomeFree(nowMillis);
            intents.intend(this, new DriverIntent.GoOnline(), nowMillis);
        }
        DutySeen.Held held = seen.held();
        JobSeen own = job;
        if (held == null) {
            if (own != null) {
                becomeFree(nowMillis);
            }
            meetOffer(seen.offer(), nowMillis);
        } else if (own != null && own.id().equals(held.job().id())) {
            catchUp(own, held.state(), nowMillis);
        } else {
            takeOver(held, nowMillis);
        }
        fixAtMillis = nowMillis;
        wake(nowMillis);
    }

    /// When [#wake] is due, or [#NEVER].
    public long nextAtMillis() {
        return Math.min(stepAtMillis, fixAtMillis);
    }

    /// Does what has become due.
    public void wake(long nowMillis) {
        while (nextAtMillis() <= nowMillis) {
            // A fix first, so that an arrival is reported from where it happened.
            if (fixAtMillis <= nowMillis) {
                report(nowMillis);
            } else {
                step(nowMillis);
            }
        }
    }

    private void step(long nowMillis) {
        stepAtMillis = NEVER;
        switch (phase) {
            case OFF_DUTY, ACCEPTING -> {}
            case FREE -> cruise(nowMillis);
            case THINKING -> answer(nowMillis);
            case TO_PICKUP -> {
                JobId reached = jobInHand();
                phase = DriverPhase.AT_PICKUP;
                stepAtMillis = nowMillis + behaviour.pickupDwell().toMillis();
                report(nowMillis);
                intents.intend(this, new DriverIntent.Arrive(reached), nowMillis);
            }
            case AT_PICKUP -> {
                JobSeen held = Objects.requireNonNull(job, "a driver at a pickup has a job");
                phase = DriverPhase.TO_DROPOFF;
                driveTo(held.dropoff(), nowMillis);
                intents.intend(this, new DriverIntent.PickUp(held.id()), nowMillis);
            }
            case TO_DROPOFF -> {
                phase = DriverPhase.AT_DROPOFF;
                stepAtMillis = nowMillis + behaviour.dropoffDwell().toMillis();
            }
            case AT_DROPOFF -> {
                JobId done = jobInHand();
                report(nowMillis);
                becomeFree(nowMillis);
                intents.intend(this, new DriverIntent.Complete(done), nowMillis);
                leaveIfFree(nowMillis);
            }
        }
    }

    private void answerAt(long atMillis, boolean accept) {
        accepts = accept;
        stepAtMillis = atMillis;
    }

    private void answer(long nowMillis) {
        OfferSeen seen = Objects.requireNonNull(offer, "a driver who thinks has an offer");
        if (nowMillis > seen.expiresAtMillis()) {
            return;
        }
        phase = DriverPhase.ACCEPTING;
        if (accepts) {
            intents.intend(this, new DriverIntent.Accept(seen.id()), nowMillis);
        } else {
            waitOn(nowMillis);
            intents.intend(this, new DriverIntent.Decline(seen.id()), nowMillis);
            leaveIfFree(nowMillis);
        }
    }

    private void begin(JobSeen next, long nowMillis) {
        offer = null;
        ignored.clear();
        job = next;
        phase = DriverPhase.TO_PICKUP;
        driveTo(next.pickup(), nowMillis);
    }

    private void becomeFree(long nowMillis) {
        job = null;
        route = StraightRoute.standing(positionAt(nowMillis), nowMillis);
        waitsNear = positionAt(nowMillis);
        waitOn(nowMillis);
    }

    /// Free, wherever he is headed.
    private void waitOn(long nowMillis) {
        offer = null;
        phase = DriverPhase.FREE;
        stepAtMillis = NEVER;
        if (behaviour.cruising().moves()) {
            long pause = behaviour.cruising().pauseMillis(seed, id(), drives);
            stepAtMillis = Math.max(nowMillis, route.arrivesAtMillis()) + pause;
        }
    }

    private void cruise(long nowMillis) {
        driveTo(behaviour.cruising().destination(seed, id(), drives, waitsNear), nowMillis);
        drives++;
        stepAtMillis =
                route.arrivesAtMillis() + behaviour.cruising().pauseMillis(seed, id(), drives);
    }

    private void driveTo(LatLng place, long nowMillis) {
        route = behaviour.roads().route(positionAt(nowMillis), place, nowMillis);
        stepAtMillis = route.arrivesAtMillis();
        fixAtMillis = Math.min(fixAtMillis, nowMillis + behaviour.movingFix().toMillis());
    }

    private void leaveIfFree(long nowMillis) {
        if (leaving && phase == DriverPhase.FREE) {
            phase = DriverPhase.OFF_DUTY;
            stepAtMillis = NEVER;
            fixAtMillis = NEVER;
            intents.intend(this, new DriverIntent.GoOffline(), nowMillis);
        }
    }

    private void report(long nowMillis) {
        long interval =
                (route.movesAt(nowMillis) ? behaviour.movingFix() : behaviour.standingFix())
                        .toMillis();
        fixAtMillis = nowMillis + interval;
        if (nowMillis <= lastFixMillis) {
            return;
        }
        lastFixMillis = nowMillis;
        Fix fix =
                new Fix(
                        positionAt(nowMillis),
                        nowMillis,
                        ACCURACY_METERS,
                        route.metersPerSecondAt(nowMillis),
                        route.headingDegreesAt(nowMillis),
                        false);
        intents.intend(this, new DriverIntent.Report(fix), nowMillis);
    }

    private void meetOffer(@Nullable OfferSeen live, long nowMillis) {
        OfferSeen own = offer;
        if (own != null && (live == null || live.id() != own.id())) {
            offerEnded(own.id(), nowMillis);
        }
        if (live != null) {
            offered(live, nowMillis);
        }
    }

    /// Says again which steps of the job he has taken.
    private void catchUp(JobSeen held, JobState known, long nowMillis) {
        boolean arrived = phase != DriverPhase.TO_PICKUP;
        boolean onBoard = phase == DriverPhase.TO_DROPOFF || phase == DriverPhase.AT_DROPOFF;
        if (arrived && known == JobState.ASSIGNED) {
            intents.intend(this, new DriverIntent.Arrive(held.id()), nowMillis);
        }
        if (onBoard && known != JobState.PICKED_UP) {
            intents.intend(this, new DriverIntent.PickUp(held.id()), nowMillis);
        }
    }

    /// Goes on with a job of which he did not know that it is, or still is, his.
    private void takeOver(DutySeen.Held held, long nowMillis) {
        begin(held.job(), nowMillis);
        if (held.state() == JobState.AT_PICKUP) {
            phase = DriverPhase.AT_PICKUP;
            route = StraightRoute.standing(positionAt(nowMillis), nowMillis);
            stepAtMillis = nowMillis + behaviour.pickupDwell().toMillis();
        } else if (held.state() == JobState.PICKED_UP) {
            phase = DriverPhase.TO_DROPOFF;
            driveTo(held.job().dropoff(), nowMillis);
        }
    }

    private JobId jobInHand() {
        return Objects.requireNonNull(job, "a driver in this phase has a job").id();
    }
}
