package dev.antar.simulator.wire;

import io.vertx.core.json.JsonObject;

/// One event of a job's stream.
///
/// @param version the job's after it; numbers the stream from 1
/// @param kind the event's name, such as `OfferAccepted`
public record JobEvent(int version, String kind, JsonObject data) {

    /// Whether nothing follows.
    public boolean ends() {
        return switch (kind) {
            case "JobCompleted", "JobCancelled", "JobUnfulfilled" -> true;
            default -> false;
        };
    }
}
