package dev.antar.simulator.chaos;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// One job that was asked for, and what its customer was told. The event loop of [Askers]; after
/// their end, whoever has them.
final class Asked {

    private final String key;
    private final JsonObject body;
    private int attempts;
    private int status;
    private String job = "";
    private String answer = "";
    private long firstSentNanos;
    private long answeredNanos;
    private boolean cancelAsked;
    private boolean cancelled;

    /// @param key under which it is repeated
    Asked(String key, JsonObject body) {
        this.key = key;
        this.body = body;
    }

    String key() {
        return key;
    }

    JsonObject body() {
        return body;
    }

    /// Whether it is for a day far away.
    boolean later() {
        return body.containsKey("pickupAt");
    }

    /// The name that the customer chose for it, or null where the server is to choose.
    @Nullable String chosenName() {
        return body.getString("id");
    }

    void sent(long nanos) {
        if (attempts++ == 0) {
            firstSentNanos = nanos;
        }
    }

    /// The server has decided.
    ///
    /// @param said the answer as it was read
    void answered(int code, String said, long nanos) {
        status = code;
        answer = said;
        answeredNanos = nanos;
        if (code == 201) {
            job = new JsonObject(said).getString("id");
        }
    }

    void cancelAsked() {
        cancelAsked = true;
    }

    void cancelled() {
        cancelled = true;
    }

    boolean answered() {
        return status != 0;
    }

    boolean acknowledged() {
        return status == 201;
    }

    int status() {
        return status;
    }

    /// The job's id, or nothing before it was acknowledged.
    String job() {
        return job;
    }

    /// The body of the answer.
    String answer() {
        return answer;
    }

    int attempts() {
        return attempts;
    }

    long firstSentNanos() {
        return firstSentNanos;
    }

    long answeredNanos() {
        return answeredNanos;
    }

    /// Whether somebody asked for it to be cancelled: what then became of it may be either.
    boolean isCancelAsked() {
        return cancelAsked;
    }

    /// Whether the customer was told that it is cancelled.
    boolean isCancelled() {
        return cancelled;
    }
}
