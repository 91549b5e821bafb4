package dev.antar.simulator.wire;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// The server's answer to a request.
///
/// @param body null when there is none, or when it is not a JSON object
/// @param retryAfterSeconds from the header of that name, or -1
public record Reply(int status, @Nullable JsonObject body, int retryAfterSeconds) {

    /// What `Retry-After` says, or -1 where it says no number of seconds.
    public static int retryAfterSeconds(HttpClientResponse response) {
        @Nullable String said = response.getHeader("Retry-After");
        return said != null && said.matches("\\d{1,5}") ? Integer.parseInt(said) : -1;
    }

    /// Whether the same request may have another answer later.
    public boolean mayChange() {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            default -> keyInUse();
        };
    }

    /// Whether the first request with this key is still under way.
    private boolean keyInUse() {
        return status == 409 && body != null && body.getString("reason") == null;
    }
}
