package dev.antar.server.http;

import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.ext.web.RoutingContext;

import java.util.List;

/// How many explanations of a kind are given in a second, to everybody together; whoever is too
/// many is told when to come back, and counted. Any thread.
final class Inflow {

    private final Throttle throttle;
    private final Meters meters;

    Inflow(int perSecond, int burst, Meters meters) {
        this.throttle = new Throttle(perSecond, burst, System::nanoTime);
        this.meters = meters;
    }

    /// Whether the request may go on; otherwise it has been answered.
    boolean admits(RoutingContext request) {
        if (throttle.take()) {
            return true;
        }
        meters.explanationRefused();
        Answers.problem(
                request,
                new Problem(
                        "too-many-requests",
                        429,
                        "Too many requests",
                        "More explanations are asked for than the server gives in a second.",
                        null,
                        List.of(),
                        1));
        return false;
    }
}
