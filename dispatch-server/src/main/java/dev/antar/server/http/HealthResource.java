package dev.antar.server.http;

import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionHealth;
import dev.antar.server.metrics.Meters;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `/livez`, `/readyz` and `/metrics`.
final class HealthResource {

    private final Region region;
    private final Meters meters;

    HealthResource(Region region, Meters meters) {
        this.region = region;
        this.meters = meters;
    }

    void live(RoutingContext request) {
        Answers.json(request, 200, new JsonObject().put("live", true));
    }

    void ready(RoutingContext request) {
        RegionHealth health = region.health();
        JsonObject check =
                new JsonObject()
                        .put("name", "region:" + region.id())
                        .put("ok", health.ready())
                        .put("reason", health.reason())
                        .put("detail", health.detail())
                        .put("waiting", health.waiting());
        request.response()
                .setStatusCode(health.ready() ? 200 : 503)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(
                        new JsonObject()
                                .put("ready", health.ready())
                                .put("checks", new JsonArray().add(check))
                                .encode());
    }

    void metrics(RoutingContext request) {
        request.response()
                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .end(meters.scrape());
    }
}
