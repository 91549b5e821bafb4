package dev.antar.server.http;

import dev.antar.server.engine.Priority;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Says no, cheaply: at five times what the server can do this is most of what it does, so answers
/// are made beforehand and nothing of the request is read. One event loop.
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /// Whoever is refused comes back after one to so many seconds, each his own: all in the same
    /// second would be refused together once more.
    private static final int SPREAD_SECONDS = 4;

    /// Less important requests stay away for longer.
    private static final int LONG_SPREAD_SECONDS = 8;

    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("content-type");
    private static final CharSequence PROBLEM =
            HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence CACHE = HttpHeaders.createOptimized("cache-control");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence[] SECONDS = seconds();

    private static final Buffer BODY =
            new Problem(
                            "too-many-requests",
                            429,
                            "Too many requests",
                            "More requests are under way than the server takes at once; nothing"
                                    + " of this one was carried out.",
                            null,
                            List.of(),
                            0)
                    .toJson()
                    .toBuffer();

    private final Meters meters;
    private final Map<Priority, Integer> untold = new EnumMap<>(Priority.class);
    private int turn;

    Refusals(Meters meters) {
        this.meters = meters;
    }

    /// Answers 429.
    void refuse(HttpServerRequest request, Priority priority) {
        untold.merge(priority, 1, Integer::sum);
        meters.refused(priority);
        turn = (turn + 1) % LONG_SPREAD_SECONDS;
        var _ =
                request.response()
                        .setStatusCode(429)
                        .putHeader(CONTENT_TYPE, PROBLEM)
                        .putHeader(CACHE, NO_STORE)
                        .putHeader(RETRY_AFTER, SECONDS[turn % spread(priority)])
                        .end(BODY);
    }

    /// Writes down how many were refused since it was last called, if any.
    void tell(int limit) {
        if (!untold.isEmpty()) {
            LOG.warn("Too many requests: refused {}; {} may be under way at once", untold, limit);
            untold.clear();
        }
    }

    private static int spread(Priority priority) {
        return switch (priority) {
            case ANSWER, CHANGE -> SPREAD_SECONDS;
            case READ, FIX, MAP -> LONG_SPREAD_SECONDS;
        };
    }

    private static CharSequence[] seconds() {
        CharSequence[] all = new CharSequence[LONG_SPREAD_SECONDS];
        for (int i = 0; i < all.length; i++) {
            all[i] = HttpHeaders.createOptimized(Integer.toString(i + 1));
        }
        return all;
    }
}
