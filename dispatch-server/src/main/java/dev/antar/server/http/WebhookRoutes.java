package dev.antar.server.http;

import dev.antar.server.engine.webhook.WebhookAccess;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.function.BiFunction;

/// The paths under `/v1/webhooks`.
final class WebhookRoutes {

    private static final String ALL = "/v1/webhooks";
    private static final String ONE = "/v1/webhooks/(?<id>[^/:]+)";

    private final WebhooksResource webhooks;
    private final DeadLettersResource letters;

    WebhookRoutes(WebhookAccess access) {
        this.webhooks = new WebhooksResource(access);
        this.letters = new DeadLettersResource(access.webhooks());
    }

    /// @param timed from a route's template and what it does to what is done and measured
    void on(
            Router router,
            BiFunction<String, Handler<RoutingContext>, Handler<RoutingContext>> timed) {
        router.route(HttpMethod.POST, ALL).handler(timed.apply(ALL, webhooks::add));
        router.route(HttpMethod.GET, ALL).handler(timed.apply(ALL, webhooks::list));
        one(router, timed, HttpMethod.GET, "", webhooks::find);
        one(router, timed, HttpMethod.PUT, "", webhooks::change);
        one(router, timed, HttpMethod.DELETE, "", webhooks::remove);
        one(router, timed, HttpMethod.POST, ":rotate-secret", webhooks::rotateSecret);
        one(router, timed, HttpMethod.POST, ":test", webhooks::test);
        one(router, timed, HttpMethod.GET, "/dead-letters", letters::list);
        one(router, timed, HttpMethod.POST, "/dead-letters:resend", letters::resend);
        router.route(ALL).handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/webhooks/[^/:]+(:rotate-secret|:test|/dead-letters(:resend)?)?")
                .handler(HttpRoutes::wrongMethod);
    }

    private static void one(
            Router router,
            BiFunction<String, Handler<RoutingContext>, Handler<RoutingContext>> timed,
            HttpMethod method,
            String rest,
            Handler<RoutingContext> handler) {
        router.routeWithRegex(method, ONE + rest)
                .handler(timed.apply("/v1/webhooks/{id}" + rest, handler));
    }
}
