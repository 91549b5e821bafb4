package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

/// How important a request is, by its method and path alone, before anything of it is read.
final class Priorities {

    private static final String API = "/v1/";

    private Priorities() {}

    /// The priority of a request.
    ///
    /// @return null for what is always answered: whoever asks whether the server lives must not
    ///   hear that it is busy
    static @Nullable Priority of(HttpMethod method, @Nullable String path) {
        if (path == null || !path.startsWith(API)) {
            return isHealth(path) ? null : Priority.MAP;
        }
        if (path.endsWith("/explanation")
                || path.startsWith("/v1/audit/")
                || path.startsWith("/v1/policy/")) {
            return Priority.MAP;
        }
        if (path.endsWith(":search")) {
            return Priority.READ;
        }
        if (path.endsWith(":cancel")) {
            // Whoever lets jobs in and does not let them end has more to do with every second.
            return Priority.ANSWER;
        }
        boolean changes =
                HttpMethod.POST.equals(method)
                        || HttpMethod.PUT.equals(method)
                        || HttpMethod.DELETE.equals(method);
        return changes ? Priority.CHANGE : Priority.READ;
    }

    private static boolean isHealth(@Nullable String path) {
        return "/livez".equals(path) || "/readyz".equals(path) || "/metrics".equals(path);
    }
}
