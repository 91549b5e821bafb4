package dev.antar.server.http;

import dev.antar.server.engine.webhook.WebhookAccess;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

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

    /// @param routes of the same router
    void on(Router router, TimedRoutes routes) {
        routes.on(HttpMethod.POST, ALL, webhooks::add);
        routes.on(HttpMethod.GET, ALL, webhooks::list);
        one(routes, HttpMethod.GET, "", webhooks::find);
        one(routes, HttpMethod.PUT, "", webhooks::change);
        one(routes, HttpMethod.DELETE, "", webhooks::remove);
        one(routes, HttpMethod.POST, ":rotate-secret", webhooks::rotateSecret);
        one(routes, HttpMethod.POST, ":test", webhooks::test);
        one(routes, HttpMethod.GET, "/dead-letters", letters::list);
        one(routes, HttpMethod.POST, "/dead-letters:resend", letters::resend);
        router.route(ALL).handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/webhooks/[^/:]+(:rotate-secret|:test|/dead-letters(:resend)?)?")
                .handler(HttpRoutes::wrongMethod);
    }

    private static void one(
            TimedRoutes routes, HttpMethod method, String rest, Handler<RoutingContext> handler) {
        routes.on(method, ONE + rest, "/v1/webhooks/{id}" + rest, handler);
    }
}
