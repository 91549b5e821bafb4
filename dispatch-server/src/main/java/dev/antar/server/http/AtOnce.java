package dev.antar.server.http;

import dev.antar.server.json.Problem;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets so many requests of a heavy kind be under way at once. Any thread.
final class AtOnce implements Handler<RoutingContext> {

    private static final int RETRY_SECONDS = 5;

    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /// @param most at least 1
    AtOnce(int most) {
        this.most = most;
    }

    @Override
    public void handle(RoutingContext request) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            Answers.problem(
                    request,
                    new Problem(
                            "too-many-requests",
                            429,
                            "Too many requests",
                            "Of these requests " + most + " at once are taken.",
                            null,
                            List.of(),
                            RETRY_SECONDS));
            return;
        }
        request.addEndHandler(_ -> underWay.decrementAndGet());
        request.next();
    }
}
