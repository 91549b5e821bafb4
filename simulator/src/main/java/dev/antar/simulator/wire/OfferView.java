package dev.antar.simulator.wire;

import dev.antar.core.job.Stop;

import io.vertx.core.json.JsonObject;

import java.util.List;

/// An offer as the driver's app shows it.
///
/// @param pickupMillis how long the server thinks the drive to the pickup takes
/// @param tripMillis the same from pickup to dropoff
/// @param stops for one who holds a job, the order in which he would serve all; else empty
public record OfferView(
        String id,
        JobView job,
        long expiresInMillis,
        long pickupMillis,
        long tripMillis,
        List<Stop> stops) {

    public OfferView {
        stops = List.copyOf(stops);
    }

    static OfferView of(JsonObject json) {
        return new OfferView(
                json.getString("offer"),
                JobView.of(json.getJsonObject("job")),
                json.getLong("expiresInMs"),
                json.getLong("pickupMs", 0L),
                json.getLong("tripMs", 0L),
                DriverView.stops(json));
    }
}
