package dev.antar.server.stream;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Pause;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;

/// What a driver is told of a pause: by whom, why, and how he objects.
final class Pauses {

    private Pauses() {}

    static JsonObject paused(Event.DriverPaused paused) {
        Pause pause = new Pause(paused.atMillis(), paused.by(), paused.reason());
        return shown(paused.driver(), pause).put("t", "paused");
    }

    static JsonObject resumed(Event.DriverResumed resumed) {
        return new JsonObject()
                .put("t", "resumed")
                .put("at", resumed.atMillis())
                .put("by", resumed.by())
                .put("reason", resumed.reason());
    }

    /// As it stands in `state`.
    static JsonObject shown(DriverId driver, Pause pause) {
        return new JsonObject()
                .put("at", pause.atMillis())
                .put("by", pause.by())
                .put("reason", pause.reason())
                .put(
                        "objection",
                        new JsonObject()
                                .put("path", Shape.objections(driver))
                                .put("subject", "PAUSE"));
    }
}
