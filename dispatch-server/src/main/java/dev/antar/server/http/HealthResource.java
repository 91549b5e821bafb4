package dev.antar.server.http;

import dev.antar.server.engine.RegionHealth;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.function.Supplier;

/// `/livez`, `/readyz` and `/metrics`.
final class HealthResource {

    /// Counting everything takes milliseconds, and this is answered whoever asks and however often.
    private static final int SCRAPES_PER_SECOND = 20;

    private final Throttle scrapes =
            new Throttle(SCRAPES_PER_SECOND, SCRAPES_PER_SECOND, System::nanoTime);
    private volatile String scraped = "";
    private final Regions regions;
    private final Meters meters;
    private final Supplier<List<String>> settingsOff;
    private volatile boolean draining;

    /// @param settingsOff by which the database may lose what it has confirmed, as it is now
    HealthResource(Regions regions, Meters meters, Supplier<List<String>> settingsOff) {
        this.regions = regions;
        this.settingsOff = settingsOff;
        this.meters = meters;
    }

    /// The server is about to stop: it is not ready from now on, although it still works.
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    void live(RoutingContext request) {
        Answers.json(request, 200, new JsonObject().put("live", true));
    }

    /// Whether every region carries out commands, or the one that is asked for.
    void ready(RoutingContext request) {
        String asked = request.request().getParam("region");
        JsonArray checks = new JsonArray();
        boolean ready = true;
        for (ServedRegion each : regions.all()) {
            if (asked == null || asked.equals(each.id())) {
                RegionHealth health = each.region().health();
                ready = ready && health.ready();
                checks.add(check(each, health));
            }
        }
        if (checks.isEmpty()) {
            Answers.problem(
                    request, Problem.notFound("region=" + asked + ": " + regions.rule() + "."));
            return;
        }
        List<String> off = settingsOff.get();
        if (!off.isEmpty()) {
            checks.add(notDurable(off));
        }
        if (draining) {
            ready = false;
            checks.add(stops());
        }
        request.response()
                .setStatusCode(ready ? 200 : 503)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(new JsonObject().put("ready", ready).put("checks", checks).encode());
    }

    private static JsonObject check(ServedRegion region, RegionHealth health) {
        return new JsonObject()
                .put("name", "region:" + region.id())
                .put("ok", health.ready())
                .put("reason", health.reason())
                .put("detail", health.detail())
                .put("waiting", health.waiting());
    }

    private static JsonObject stops() {
        return new JsonObject()
                .put("name", "server")
                .put("ok", false)
                .put("reason", "DRAINING")
                .put("detail", "The server is about to stop: send new requests elsewhere.");
    }

    /// Whoever started the server wanted it so, or whoever runs the database has turned something
    /// off since; whoever relies on it is told.
    private static JsonObject notDurable(List<String> off) {
        return new JsonObject()
                .put("name", "database")
                .put("ok", true)
                .put("reason", "NOT_DURABLE")
                .put("detail", String.join(", ", off) + ": a power cut may take acknowledged jobs");
    }

    /// Beyond the rate whoever asks is told what the last one was.
    void metrics(RoutingContext request) {
        if (scraped.isEmpty() || scrapes.take()) {
            scraped = meters.scrape();
        }
        request.response()
                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .end(scraped);
    }
}
