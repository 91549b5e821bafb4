package dev.antar.simulator.wire;

import io.vertx.core.json.JsonObject;

/// An offer as the driver's app shows it.
///
/// @param pickupMillis how long the server thinks the drive to the pickup takes
/// @param tripMillis the same from pickup to dropoff
public record OfferView(
        String id, JobView job, long expiresInMillis, long pickupMillis, long tripMillis) {

    static OfferView of(JsonObject json) {
        return new OfferView(
                json.getString("offer"),
                JobView.of(json.getJsonObject("job")),
                json.getLong("expiresInMs"),
                json.getLong("pickupMs", 0L),
                json.getLong("tripMs", 0L));
    }
}
