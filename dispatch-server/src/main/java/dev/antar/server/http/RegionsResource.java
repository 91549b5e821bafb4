package dev.antar.server.http;

import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `/v1/regions`: what this server runs.
final class RegionsResource {

    private final Regions regions;

    RegionsResource(Regions regions) {
        this.regions = regions;
    }

    void list(RoutingContext request) {
        JsonArray list = new JsonArray();
        for (ServedRegion each : regions.all()) {
            boolean everywhere = Double.isInfinite(each.radiusMeters());
            list.add(
                    new JsonObject()
                            .put("id", each.id())
                            .put("center", Shape.position(each.center()))
                            .put("radiusMeters", everywhere ? null : each.radiusMeters()));
        }
        Answers.json(request, 200, new JsonObject().put("regions", list));
    }
}
