package dev.antar.simulator.wire;

import dev.antar.core.job.JobState;

import io.vertx.core.json.JsonObject;

/// What the server sends to a driver; `docs/driver-socket.md`.
public sealed interface DriverFrame {

    record Welcome(
            int deadMillis,
            int framesPerSecond,
            int frameBurst,
            int reconnectMinMillis,
            int reconnectMaxMillis,
            DriverView view)
            implements DriverFrame {}

    /// What the phone must show, in place of what it missed while it did not read.
    record Restated(DriverView view) implements DriverFrame {}

    record Acked(String id, Ack ack) implements DriverFrame {}

    /// The command could not be carried out now; it may be sent again under the same id.
    record TryLater(String id, int afterMillis) implements DriverFrame {}

    record Offered(OfferView offer) implements DriverFrame {}

    record OfferEnded(String offer, String outcome) implements DriverFrame {}

    record JobChanged(String job, JobState state) implements DriverFrame {}

    record Refused(String problem, String reason) implements DriverFrame {}

    record Ping() implements DriverFrame {}

    record Bye(String reason, int reconnectAfterMillis) implements DriverFrame {}

    /// A `pong`, or something from a newer server; a sign of life.
    record Other(String type) implements DriverFrame {}

    /// Throws a [RuntimeException] when it is none of these.
    static DriverFrame read(String text) {
        JsonObject json = new JsonObject(text);
        String type = json.getString("t");
        return switch (type) {
            case "welcome" -> welcome(json);
            case "state" -> new Restated(DriverView.of(json.getJsonObject("state")));
            case "ack" -> ack(json);
            case "offer" -> new Offered(OfferView.of(json));
            case "offerEnded" -> new OfferEnded(json.getString("offer"), json.getString("outcome"));
            case "job" ->
                    new JobChanged(
                            json.getString("job"), JobState.valueOf(json.getString("state")));
            case "error" -> refused(json.getJsonObject("problem", new JsonObject()));
            case "ping" -> new Ping();
            case "bye" ->
                    new Bye(json.getString("reason", ""), json.getInteger("reconnectAfterMs", 0));
            default -> new Other(type);
        };
    }

    private static Welcome welcome(JsonObject json) {
        JsonObject limits = json.getJsonObject("limits", new JsonObject());
        JsonObject reconnect = json.getJsonObject("reconnect", new JsonObject());
        return new Welcome(
                json.getInteger("deadMs", 12_000),
                limits.getInteger("framesPerSecond", 10),
                limits.getInteger("frameBurst", 30),
                reconnect.getInteger("minMs", 1_000),
                reconnect.getInteger("maxMs", 30_000),
                DriverView.of(json.getJsonObject("state")));
    }

    private static DriverFrame ack(JsonObject json) {
        String id = json.getString("id");
        String result = json.getString("result");
        return switch (result) {
            case "DONE" -> new Acked(id, new Ack.Done());
            case "REJECTED" -> new Acked(id, new Ack.Rejected(json.getString("reason")));
            case "UNAVAILABLE" -> new TryLater(id, json.getInteger("retryAfterMs", 1_000));
            default -> throw new IllegalArgumentException("result=" + result);
        };
    }

    private static Refused refused(JsonObject problem) {
        return new Refused(problem.getString("detail", ""), problem.getString("reason", ""));
    }
}
