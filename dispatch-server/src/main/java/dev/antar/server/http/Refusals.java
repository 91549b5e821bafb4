package dev.antar.server.http;

import dev.antar.server.engine.Priority;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Says no, cheaply: where far more is asked for than can be done it is said most of the time, so
/// answers are made beforehand and nothing of the request is read. One event loop.
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
    private static final CharSequence CONNECTION = HttpHeaders.createOptimized("connection");
    private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
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
    private final BooleanSupplier draining;
    private final Map<Priority, Integer> untold = new EnumMap<>(Priority.class);
    private int turn;

    /// @param draining whether the server is about to stop
    Refusals(Meters meters, BooleanSupplier draining) {
        this.meters = meters;
        this.draining = draining;
    }

    /// Answers 429. While the server is about to stop that is the last answer on its connection:
    /// whoever comes back on it would be refused once more instead of finding another server.
    void refuse(HttpServerRequest request, Priority priority) {
        untold.merge(priority, 1, Integer::sum);
        meters.refused(priority);
        turn = (turn + 1) % LONG_SPREAD_SECONDS;
        HttpServerResponse response =
                request.response()
                        .setStatusCode(429)
                        .putHeader(CONTENT_TYPE, PROBLEM)
                        .putHeader(CACHE, NO_STORE)
                        .putHeader(RETRY_AFTER, SECONDS[turn % spread(priority)]);
        if (draining.getAsBoolean()) {
            response.putHeader(CONNECTION, CLOSE);
            // Not before its body is there: what is unread when a connection is closed resets it,
            // and the answer may be lost with it.
            var _ =
                    Future.join(response.end(BODY), request.end())
                            .onComplete(_ -> request.connection().close());
        } else {
            var _ = response.end(BODY);
        }
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
