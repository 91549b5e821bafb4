package dev.antar.server.http;

import dev.antar.server.metrics.Meters;
import dev.antar.server.metrics.RouteMeters;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/// Puts on a router what answers requests, and measures it by the route's template. One event loop.
final class TimedRoutes {

    private final Router router;
    private final Meters meters;

    TimedRoutes(Router router, Meters meters) {
        this.router = router;
        this.meters = meters;
    }

    /// @param path its own template
    void on(HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(timed(method, path, handler));
    }

    /// @param pattern of the path, a regular expression
    /// @param template as which it is measured
    void on(HttpMethod method, String pattern, String template, Handler<RoutingContext> handler) {
        router.routeWithRegex(method, pattern).handler(timed(method, template, handler));
    }

    private Handler<RoutingContext> timed(
            HttpMethod method, String template, Handler<RoutingContext> handler) {
        RouteMeters route = meters.route(template, method.name());
        return request -> {
            long start = System.nanoTime();
            request.addEndHandler(
                    _ ->
                            route.answered(
                                    request.response().getStatusCode(),
                                    Duration.ofNanos(System.nanoTime() - start)));
            handler.handle(request);
        };
    }
}
