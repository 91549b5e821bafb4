package dev.antar.server.store;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.core.pricing.Money;

import java.util.List;

/// Two drivers and four jobs: done, cancelled, held and waiting. One driver has gone off duty who
/// had wanted to go home.
public final class SmallHistory {

    public static final long BEGAN = 1_760_000_000_000L;
    public static final LatLng HOME = new LatLng(57.7612345, 11.9212345);
    public static final LatLng PICKUP = new LatLng(57.7012345, 11.9712345);
    public static final LatLng DROPOFF = new LatLng(57.7112345, 11.9812345);

    public final DriverId gone;
    public final DriverId working;
    public final JobId done;
    public final JobId cancelled;
    public final JobId held;
    public final JobId waiting;
    public final List<Event> events;

    public SmallHistory(String prefix) {
        gone = new DriverId(prefix + "-gone");
        working = new DriverId(prefix + "-working");
        done = new JobId(prefix + "-done");
        cancelled = new JobId(prefix + "-cancelled");
        held = new JobId(prefix + "-held");
        waiting = new JobId(prefix + "-waiting");
        long t = BEGAN;
        events =
                List.of(
                        new Event.DriverRegistered(1, t, DriverProfile.car(gone)),
                        new Event.DriverRegistered(2, t, DriverProfile.car(working)),
                        new Event.DriverWentOnline(
                                3, t, gone, new Availability.GoHome(HOME), Limits.NONE),
                        new Event.DriverWentOnline(4, t, working, Availability.open(), Limits.NONE),
                        new Event.JobSubmitted(5, t, 1, ride(done), t),
                        new Event.OfferMade(6, t, 2, offer(6, t, done, gone)),
                        new Event.OfferAccepted(7, t + 1_000, 3, done, 6, gone),
                        new Event.JobPickedUp(8, t + 60_000, 4, done, gone),
                        new Event.JobCompleted(9, t + 120_000, 5, done, gone),
                        new Event.JobSubmitted(10, t + 121_000, 1, ride(cancelled), t + 121_000),
                        new Event.JobCancelled(
                                11, t + 122_000, 2, cancelled, CancelledBy.CUSTOMER, "my mother"),
                        new Event.JobSubmitted(12, t + 123_000, 1, ride(held), t + 123_000),
                        new Event.OfferMade(
                                13, t + 124_000, 2, offer(13, t + 124_000, held, working)),
                        new Event.OfferAccepted(14, t + 125_000, 3, held, 13, working),
                        new Event.JobSubmitted(15, t + 126_000, 1, ride(waiting), t + 126_000),
                        new Event.DriverWentOffline(16, t + 127_000, gone, OfflineReason.DRIVER),
                        new Event.PolicyChanged(
                                17, t + 128_000, Policy.of("minimum-cost"), "ops", "a trial"));
    }

    /// The held job is brought to its end.
    public List<Event> more() {
        long t = BEGAN + 200_000;
        return List.of(
                new Event.JobPickedUp(18, t, 4, held, working),
                new Event.JobCompleted(19, t + 1_000, 5, held, working));
    }

    private static Job ride(JobId id) {
        return Job.now(id, JobKind.RIDE, PICKUP, DROPOFF, Requirements.NONE, BEGAN);
    }

    private static Offer offer(long id, long atMillis, JobId job, DriverId driver) {
        return new Offer(
                id,
                job,
                driver,
                atMillis,
                atMillis + 9_000,
                new Money(900, "EUR"),
                60_000,
                400,
                60_000,
                9);
    }
}
