package dev.antar.server.stream;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Pause;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// What a phone is told when it comes, or comes back: who it is for the engine, and all that it
/// must show.
///
/// @param slot the driver's in the region
/// @param state `welcome`'s and `state`'s
record Greeting(int slot, JsonObject state) {

    /// As things stand. The region's thread; the driver is registered.
    static Greeting of(Dispatcher dispatcher, DriverId id) {
        Driver driver = dispatcher.roster().find(id);
        if (driver == null) {
            throw new IllegalStateException("driver=" + id + ": must be registered");
        }
        Offer offer = dispatcher.liveOfferTo(driver);
        OpenJob offered = offer == null ? null : dispatcher.openJob(offer.job());
        JsonObject state =
                new JsonObject()
                        .put("driver", driver.state().name())
                        .put("availability", DriverFrames.Kind.of(driver.availability()).name())
                        .put(
                                "offer",
                                offer == null || offered == null
                                        ? null
                                        : Shape.offer(
                                                offer, offered.job(), dispatcher.nowMillis()));
        Pause pause = driver.pause();
        if (pause != null) {
            state.put("paused", Pauses.shown(id, pause));
        }
        JsonArray jobs = new JsonArray();
        if (driver.state() == DriverState.ON_JOB) {
            for (OpenJob job : dispatcher.jobsOf(driver)) {
                jobs.add(Shape.brief(job.job()).put("state", job.state().name()));
            }
        }
        if (jobs.size() > 1) {
            state.put("stops", Shape.stops(dispatcher.stopsOf(driver)));
        }
        return new Greeting(
                driver.slot(), state.put("jobs", jobs).put("line", line(dispatcher, driver)));
    }

    /// The driver's place in the line of a zone, or null.
    static @Nullable JsonObject line(Dispatcher dispatcher, Driver driver) {
        String zone = dispatcher.lines().zoneOf(driver.slot());
        return zone == null
                ? null
                : new JsonObject()
                        .put("zone", zone)
                        .put("before", dispatcher.lines().before(driver.slot()))
                        .put("waiting", dispatcher.lines().length(driver.slot()));
    }

    /// The frame that answers `hello`.
    ///
    /// @param clockOffsetMillis how far the phone's clock is ahead, or 0 if it did not say
    String welcome(String session, long nowMillis, long clockOffsetMillis, DriverLimits limits) {
        return new JsonObject()
                .put("t", "welcome")
                .put("session", session)
                .put("serverTime", nowMillis)
                .put("clockOffsetMs", clockOffsetMillis)
                .put("pingMs", DriverSession.PING_MILLIS)
                .put("deadMs", DriverSession.DEAD_MILLIS)
                .put("limits", limits.toJson())
                .put(
                        "reconnect",
                        new JsonObject()
                                .put("minMs", 1_000)
                                .put("maxMs", 30_000)
                                .put("jitter", "full"))
                .put("state", state)
                .encode();
    }

    /// The frame in place of events that were dropped.
    String resync() {
        return new JsonObject().put("t", "state").put("state", state).encode();
    }
}
