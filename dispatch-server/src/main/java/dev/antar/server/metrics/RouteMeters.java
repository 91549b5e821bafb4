package dev.antar.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;

/// How long requests of one route took, by class of status. The classes that answers have are there
/// from the beginning: the first request that fails is then seen as a rise from 0. Any thread.
public final class RouteMeters {

    private final MeterRegistry registry;
    private final String route;
    private final String method;
    private final Timer done;
    private final Timer refused;
    private final Timer failed;

    /// @param route the template, not a path
    RouteMeters(MeterRegistry registry, String route, String method) {
        this.registry = registry;
        this.route = route;
        this.method = method;
        this.done = timer(2);
        this.refused = timer(4);
        this.failed = timer(5);
    }

    /// A request was answered.
    public void answered(int status, Duration took) {
        Timer timer =
                switch (status / 100) {
                    case 2 -> done;
                    case 4 -> refused;
                    case 5 -> failed;
                    default -> timer(status / 100);
                };
        timer.record(took);
    }

    private Timer timer(int hundreds) {
        return Timer.builder("antar.http.requests")
                .description("HTTP requests by route and class of status")
                .tag("route", route)
                .tag("method", method)
                .tag("status", hundreds + "xx")
                .register(registry);
    }
}
