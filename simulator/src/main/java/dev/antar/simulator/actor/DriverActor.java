package dev.antar.simulator.actor;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Stop;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.Route;
import dev.antar.simulator.behaviour.StraightRoute;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// A driver: goes online where he is, answers offers, drives to the pickup and on to the dropoff,
/// and reports where he is all along. Asked for his next job while he drives, he answers as he
/// would when free.
public final class DriverActor {

    /// Nothing to do until he is told something.
    public static final long NEVER = Long.MAX_VALUE;

    private final DriverProfile profile;
    private final DriverBehaviour behaviour;
    private final long seed;
    private final DriverIntents intents;

    private final Receiver receiver;
    private final Errands errands = new Errands();
    private boolean onDuty;
    private boolean leaving;
    private Route route;

    /// Where he is headed, or stands while `dwelling`.
    private @Nullable Stop current;

    private boolean dwelling;

    /// When he goes on by himself: the arrival, the end of a dwell, the next drive of one who
    /// cruises.
    private long stepAtMillis = NEVER;

    private final OfferInHand offer = new OfferInHand();

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
        this.receiver = new Receiver(behaviour);
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
        Stop stop = current;
        if (!onDuty) {
            return DriverPhase.OFF_DUTY;
        }
        if (stop != null) {
            return stop.isPickup()
                    ? dwelling ? DriverPhase.AT_PICKUP : DriverPhase.TO_PICKUP
                    : dwelling ? DriverPhase.AT_DROPOFF : DriverPhase.TO_DROPOFF;
        }
        if (offer.seen() == null) {
            return DriverPhase.FREE;
        }
        return offer.accepting() ? DriverPhase.ACCEPTING : DriverPhase.THINKING;
    }

    public LatLng positionAt(long nowMillis) {
        return route.at(nowMillis);
    }

    /// Begins to work.
    public void goOnline(long nowMillis) {
        leaving = false;
        if (onDuty) {
            return;
        }
        onDuty = true;
        becomeFree(nowMillis);
        receiver.fixBy(nowMillis);
        intents.intend(this, new DriverIntent.GoOnline(), nowMillis);
        wake(nowMillis);
    }

    /// Stops working, once the jobs in hand are done.
    public void goOffline(long nowMillis) {
        leaving = true;
        leaveIfFree(nowMillis);
    }

    /// Is told of a better place to wait, and goes there if he has nothing to do.
    public void advised(LatLng place, long nowMillis) {
        if (!leaving && phase() == DriverPhase.FREE) {
            waitsNear = place;
            driveTo(place, nowMillis);
            waitOn(nowMillis);
        }
    }

    /// An offer appears on the phone. The same one may appear again, after a reconnect.
    public void offered(OfferSeen seen, long nowMillis) {
        if (offer.is(seen.id())) {
            if (offer.accepting()) {
                intents.intend(this, new DriverIntent.Accept(seen.id()), nowMillis);
            }
            return;
        }
        // Whoever is asked as if he were free, and is not, cannot say yes.
        boolean mistaken = current != null && seen.stops().isEmpty();
        if (!onDuty || mistaken || leaving) {
            intents.intend(this, new DriverIntent.Decline(seen.id()), nowMillis);
            return;
        }
        if (current == null) {
            stepAtMillis = NEVER;
        }
        JobId about = seen.job().id();
        int times = offer.ignored(about);
        offer.take(
                seen, behaviour.answer(seed, id(), about, times, seen.pickupMillis()), nowMillis);
    }

    /// The offer is gone: expired, taken back, or the acceptance was refused.
    public void offerEnded(long id, long nowMillis) {
        if (offer.ended(id)) {
            waitOn(nowMillis);
            leaveIfFree(nowMillis);
        }
    }

    /// The acceptance counts: the job is his.
    public void assigned(JobId id, long nowMillis) {
        OfferSeen accepted = offer.seen();
        if (accepted != null && accepted.job().id().equals(id)) {
            offer.won();
            errands.take(accepted.job(), accepted.stops());
            goOn(nowMillis);
        }
    }

    /// A job in hand is his no longer: cancelled, or given to somebody else.
    public void jobLost(JobId id, long nowMillis) {
        if (errands.drop(id)) {
            goOn(nowMillis);
            leaveIfFree(nowMillis);
        }
    }

    /// Brings him in line with the server after a lost connection, and says again what the server
    /// has not heard.
    public void reconnected(DutySeen seen, long nowMillis) {
        if (!onDuty) {
            return;
        }
        if (!seen.onDuty()) {
            errands.clear();
            offer.forget();
            becomeFree(nowMillis);
            intents.intend(this, new DriverIntent.GoOnline(), nowMillis);
        }
        Set<JobId> own = new HashSet<>();
        for (DutySeen.Held held : seen.held()) {
            if (errands.has(held.job().id())) {
                own.add(held.job().id());
            }
        }
        errands.align(seen.held(), seen.stops());
        meetOffer(seen.offer(), nowMillis);
        goOn(nowMillis);
        for (DutySeen.Held held : seen.held()) {
            if (own.contains(held.job().id())) {
                catchUp(held, nowMillis);
            } else if (held.state() == JobState.AT_PICKUP
                    && Stop.pickup(held.job().id()).equals(current)) {
                route = StraightRoute.standing(positionAt(nowMillis), nowMillis);
                dwell(behaviour.pickupDwell(), nowMillis);
            }
        }
        receiver.fixBy(nowMillis);
        wake(nowMillis);
    }

    /// When [#wake] is due, or [#NEVER].
    public long nextAtMillis() {
        return Math.min(Math.min(stepAtMillis, offer.answerAtMillis()), receiver.nextAtMillis());
    }

    /// Does what has become due.
    public void wake(long nowMillis) {
        while (nextAtMillis() <= nowMillis) {
            // A fix first, so that an arrival is reported from where it happened.
            if (receiver.nextAtMillis() <= nowMillis) {
                report(nowMillis);
            } else if (offer.answerAtMillis() <= nowMillis) {
                answer(nowMillis);
            } else {
                step(nowMillis);
            }
        }
    }

    private void step(long nowMillis) {
        stepAtMillis = NEVER;
        Stop stop = current;
        if (stop == null) {
            cruise(nowMillis);
        } else if (dwelling) {
            leave(stop, nowMillis);
        } else if (stop.isPickup()) {
            long ready = Math.max(nowMillis, errands.jobOf(stop).notBeforeMillis());
            dwell(behaviour.pickupDwell().plusMillis(ready - nowMillis), nowMillis);
            report(nowMillis);
            intents.intend(this, new DriverIntent.Arrive(stop.job()), nowMillis);
        } else {
            dwell(behaviour.dropoffDwell(), nowMillis);
        }
    }

    /// Is done at a stop, and sets out for the next.
    private void leave(Stop stop, long nowMillis) {
        if (!stop.isPickup()) {
            report(nowMillis);
        }
        errands.served(stop);
        dwelling = false;
        goOn(nowMillis);
        intents.intend(
                this,
                stop.isPickup()
                        ? new DriverIntent.PickUp(stop.job())
                        : new DriverIntent.Complete(stop.job()),
                nowMillis);
        leaveIfFree(nowMillis);
    }

    private void dwell(Duration time, long nowMillis) {
        dwelling = true;
        stepAtMillis = nowMillis + time.toMillis();
    }

    /// Heads for the first stop ahead, once he is done where he stands.
    private void goOn(long nowMillis) {
        Stop stop = current;
        if (stop != null && errands.isAhead(stop) && (dwelling || stop.equals(errands.next()))) {
            return;
        }
        Stop next = errands.next();
        dwelling = false;
        if (next == null) {
            if (stop != null) {
                becomeFree(nowMillis);
            }
        } else {
            current = next;
            driveTo(errands.placeOf(next), nowMillis);
        }
    }

    private void answer(long nowMillis) {
        DriverIntent said = offer.answer(nowMillis);
        if (said instanceof DriverIntent.Decline) {
            waitOn(nowMillis);
            intents.intend(this, said, nowMillis);
            leaveIfFree(nowMillis);
        } else if (said != null) {
            intents.intend(this, said, nowMillis);
        }
    }

    private void becomeFree(long nowMillis) {
        current = null;
        dwelling = false;
        route = StraightRoute.standing(positionAt(nowMillis), nowMillis);
        waitsNear = positionAt(nowMillis);
        waitOn(nowMillis);
    }

    /// Free, wherever he is headed; or busy, and nothing changes.
    private void waitOn(long nowMillis) {
        if (current != null) {
            return;
        }
        stepAtMillis = NEVER;
        if (offer.seen() == null && behaviour.cruising().moves()) {
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
        receiver.setsOut(nowMillis);
    }

    private void leaveIfFree(long nowMillis) {
        if (leaving && phase() == DriverPhase.FREE) {
            onDuty = false;
            stepAtMillis = NEVER;
            receiver.off();
            intents.intend(this, new DriverIntent.GoOffline(), nowMillis);
        }
    }

    private void report(long nowMillis) {
        Fix fix = receiver.fix(route, nowMillis);
        if (fix != null) {
            intents.intend(this, new DriverIntent.Report(fix), nowMillis);
        }
    }

    private void meetOffer(@Nullable OfferSeen live, long nowMillis) {
        OfferSeen own = offer.seen();
        if (own != null && errands.has(own.job().id())) {
            offer.won();
        } else if (own != null && (live == null || live.id() != own.id())) {
            offerEnded(own.id(), nowMillis);
        }
        if (live != null) {
            offered(live, nowMillis);
        }
    }

    /// Says again which steps of a job he has taken.
    private void catchUp(DutySeen.Held held, long nowMillis) {
        JobId job = held.job().id();
        Stop pickup = Stop.pickup(job);
        boolean onBoard = !errands.isAhead(pickup);
        boolean arrived = onBoard || (dwelling && pickup.equals(current));
        if (arrived && held.state() == JobState.ASSIGNED) {
            intents.intend(this, new DriverIntent.Arrive(job), nowMillis);
        }
        if (onBoard && held.state() != JobState.PICKED_UP) {
            intents.intend(this, new DriverIntent.PickUp(job), nowMillis);
        }
    }
}
