package dev.antar.server.stream;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// What maps are shown: what changed since the last beat, once per driver and job whatever happened
/// in between, and written out once for everybody. Gathers on the region's thread.
final class LiveFeed implements RegionListener {

    static final int BEAT_MILLIS = 500;

    private final Region region;
    private final LatLng center;
    private final List<LiveSession> sessions = new CopyOnWriteArrayList<>();
    private final Set<Driver> drivers = new LinkedHashSet<>();
    private final Map<String, OpenJob> jobs = new LinkedHashMap<>();
    private final JsonArray jobsEnded = new JsonArray();
    private final List<Offer> offers = new ArrayList<>();
    private final JsonArray offersEnded = new JsonArray();
    private long seq;
    private long waits;
    private long waitMillis;

    LiveFeed(Region region, LatLng center) {
        this.region = region;
        this.center = center;
    }

    long nowMillis() {
        return region.nowMillis();
    }

    void enter(LiveSession session) {
        sessions.add(session);
        beat();
    }

    void leave(LiveSession session) {
        sessions.remove(session);
    }

    void restart() {
        sessions.forEach(LiveSession::restart);
    }

    /// Gathers and sends one beat; any thread.
    void beat() {
        boolean anyoneNew = sessions.stream().anyMatch(LiveSession::wantsSnapshot);
        region.read(dispatcher -> frames(dispatcher, anyoneNew))
                .onSuccess(frames -> sessions.forEach(session -> session.show(frames)));
    }

    /// What one beat says.
    ///
    /// @param delta applies to the beat before
    /// @param snapshot everything as of this beat, where somebody needs it
    record Frames(long seq, String delta, @Nullable String snapshot) {}

    @Override
    public void driverChanged(Driver driver) {
        drivers.add(driver);
    }

    @Override
    public void jobChanged(OpenJob job) {
        OpenJob before = jobs.put(job.id().value(), job);
        boolean again = before != null && before.state() == job.state();
        if (job.state() == JobState.PICKED_UP && !again) {
            waits++;
            waitMillis += Math.max(0, region.nowMillis() - job.job().requestedAtMillis());
        }
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            switch (event) {
                case Event.OfferMade made -> offers.add(made.offer());
                case Event.OfferAccepted ended -> offerEnded(ended, "ACCEPTED");
                case Event.OfferDeclined ended -> offerEnded(ended, "DECLINED");
                case Event.OfferExpired ended -> offerEnded(ended, "EXPIRED");
                case Event.OfferWithdrawn ended -> offerEnded(ended, "WITHDRAWN");
                case Event.JobCompleted ended -> jobEnded(ended, JobState.COMPLETED);
                case Event.JobCancelled ended -> jobEnded(ended, JobState.CANCELLED);
                case Event.JobUnfulfilled ended -> jobEnded(ended, JobState.UNFULFILLED);
                case Event.DriverRegistered _,
                        Event.DriverWentOnline _,
                        Event.DriverWentOffline _,
                        Event.DriverQueued _,
                        Event.DriverUnqueued _,
                        Event.JobSubmitted _,
                        Event.JobBecameDue _,
                        Event.DriverArrived _,
                        Event.JobPickedUp _,
                        Event.JobReleased _ -> {}
            }
        }
    }

    private void offerEnded(Event.OfferEnded ended, String outcome) {
        offersEnded.add(
                new JsonObject().put("id", Long.toString(ended.offer())).put("outcome", outcome));
    }

    private void jobEnded(Event.OfJob ended, JobState state) {
        jobsEnded.add(new JsonObject().put("id", ended.job().value()).put("state", state.name()));
    }

    private Frames frames(Dispatcher dispatcher, boolean snapshotWanted) {
        seq++;
        long now = dispatcher.nowMillis();
        JsonArray changed = new JsonArray();
        JsonArray removed = new JsonArray();
        for (Driver driver : drivers) {
            JsonObject shown = shown(driver, now);
            if (shown == null) {
                removed.add(driver.id().value());
            } else {
                changed.add(shown);
            }
        }
        JsonArray changedJobs = new JsonArray();
        for (OpenJob job : jobs.values()) {
            if (!job.state().ended()) {
                changedJobs.add(shown(job, dispatcher));
            }
        }
        JsonArray newOffers = new JsonArray();
        offers.forEach(offer -> newOffers.add(shown(offer, now)));
        JsonObject delta =
                new JsonObject()
                        .put("t", "delta")
                        .put("seq", seq)
                        .put("serverTime", Shape.moment(now))
                        .put("drivers", changed)
                        .put("driversRemoved", removed)
                        .put("jobs", changedJobs)
                        .put("jobsEnded", jobsEnded.copy())
                        .put("offers", newOffers)
                        .put("offersEnded", offersEnded.copy())
                        .put("counts", counts(dispatcher));
        drivers.clear();
        jobs.clear();
        jobsEnded.clear();
        offers.clear();
        offersEnded.clear();
        return new Frames(seq, delta.encode(), snapshotWanted ? snapshot(dispatcher, now) : null);
    }

    private String snapshot(Dispatcher dispatcher, long now) {
        JsonArray allDrivers = new JsonArray();
        JsonArray allOffers = new JsonArray();
        for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
            Driver driver = dispatcher.roster().at(slot);
            JsonObject shown = shown(driver, now);
            if (shown != null) {
                allDrivers.add(shown);
            }
            Offer offer = dispatcher.liveOfferTo(driver);
            if (offer != null) {
                allOffers.add(shown(offer, now));
            }
        }
        JsonArray allJobs = new JsonArray();
        dispatcher.openJobs().forEach(job -> allJobs.add(shown(job, dispatcher)));
        return new JsonObject()
                .put("t", "snapshot")
                .put("seq", seq)
                .put("region", region.id())
                .put("serverTime", Shape.moment(now))
                .put("center", Shape.position(center))
                .put("drivers", allDrivers)
                .put("jobs", allJobs)
                .put("offers", allOffers)
                .put("counts", counts(dispatcher))
                .encode();
    }

    /// A driver on duty whose place is known; null for others.
    private static @Nullable JsonObject shown(Driver driver, long now) {
        Fix fix = driver.fix();
        if (fix == null) {
            return null;
        }
        return new JsonObject()
                .put("id", driver.id().value())
                .put("lat", fix.position().lat())
                .put("lng", fix.position().lng())
                .put("heading", fix.headingDegrees() == Fix.UNKNOWN ? null : fix.headingDegrees())
                .put("state", driver.state().name())
                .put("liveness", driver.liveness().name())
                .put("ageMs", driver.positionAgeMillis(now))
                .put("vehicle", driver.profile().vehicle().name());
    }

    private static JsonObject shown(OpenJob job, Dispatcher dispatcher) {
        return new JsonObject()
                .put("id", job.id().value())
                .put("kind", job.job().kind().name())
                .put("state", job.state().name())
                .put("pickup", Shape.position(job.job().pickup()))
                .put("dropoff", Shape.position(job.job().dropoff()))
                .put("requestedAt", Shape.moment(job.job().requestedAtMillis()))
                .put(
                        "driver",
                        job.driverSlot() == OpenJob.NOBODY
                                ? null
                                : dispatcher.roster().at(job.driverSlot()).id().value())
                .put(
                        "unmatchedReason",
                        job.unmatchedReason() == null ? null : job.unmatchedReason().name());
    }

    private static JsonObject shown(Offer offer, long now) {
        return new JsonObject()
                .put("id", Long.toString(offer.id()))
                .put("job", offer.job().value())
                .put("driver", offer.driver().value())
                .put("expiresInMs", Math.max(0, offer.expiresAtMillis() - now));
    }

    private JsonObject counts(Dispatcher dispatcher) {
        JsonObject byDriverState = new JsonObject();
        for (DriverState state : DriverState.values()) {
            byDriverState.put(state.name(), dispatcher.driversIn(state));
        }
        JsonObject byJobState = new JsonObject();
        for (JobState state : JobState.values()) {
            if (!state.ended()) {
                byJobState.put(state.name(), dispatcher.jobsIn(state));
            }
        }
        return new JsonObject()
                .put("drivers", byDriverState)
                .put("jobs", byJobState)
                .put("completed", dispatcher.jobsIn(JobState.COMPLETED))
                .put("cancelled", dispatcher.jobsIn(JobState.CANCELLED))
                .put("unfulfilled", dispatcher.jobsIn(JobState.UNFULFILLED))
                .put(
                        "meanWaitSeconds",
                        waits == 0 ? null : Math.round((double) waitMillis / waits) / 1000.0);
    }
}
