package dev.antar.simulator.wire;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;

import io.vertx.core.json.JsonObject;

/// A job as an offer or a `welcome` shows it to a driver.
///
/// @param state `OFFERED` in an offer
public record JobView(String id, LatLng pickup, LatLng dropoff, JobState state) {

    static JobView of(JsonObject json) {
        return new JobView(
                json.getString("id"),
                place(json.getJsonObject("pickup")),
                place(json.getJsonObject("dropoff")),
                JobState.valueOf(json.getString("state", JobState.OFFERED.name())));
    }

    private static LatLng place(JsonObject json) {
        return new LatLng(json.getDouble("lat"), json.getDouble("lng"));
    }
}
