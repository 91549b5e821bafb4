package dev.antar.server.http;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.NearbyDriver;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.Regions;
import dev.antar.server.json.Input;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.Objects;
import java.util.Set;

/// `/v1/drivers:search`: who is near.
final class DriversResource {

    private static final double MAX_RADIUS_METERS = 20_000;

    private final Regions regions;

    DriversResource(Regions regions) {
        this.regions = regions;
    }

    void search(RoutingContext request) {
        Input body = Requests.body(request);
        LatLng place = body.position("position");
        int limit = body.optionalInteger("limit", 10, 1, 100);
        double radius = body.optionalNumber("radiusMeters", 5_000);
        if (!(radius > 0 && radius <= MAX_RADIUS_METERS)) {
            body.wrong(
                    "radiusMeters", Double.toString(radius), "must be above 0 and at most 20000");
        }
        Set<DriverState> states = body.optionalWords("states", DriverState.class);
        body.finish();
        Requests.regionAt(regions, place, "/position")
                .read(dispatcher -> found(dispatcher, place, limit, radius, states))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private static JsonObject found(
            Dispatcher dispatcher,
            LatLng place,
            int limit,
            double radius,
            Set<DriverState> states) {
        JsonArray drivers = new JsonArray();
        for (NearbyDriver near :
                dispatcher.nearestDrivers(
                        place,
                        limit,
                        radius,
                        driver -> states.isEmpty() || states.contains(driver.state()))) {
            Driver driver = near.driver();
            LatLng position = Objects.requireNonNull(driver.position());
            drivers.add(
                    new JsonObject()
                            .put("id", driver.id().value())
                            .put("position", Shape.position(position))
                            .put("ageMs", driver.positionAgeMillis(dispatcher.nowMillis()))
                            .put("distanceMeters", Math.round(near.meters() * 10) / 10.0)
                            .put("state", driver.state().name())
                            .put("liveness", driver.liveness().name())
                            .put("quality", driver.quality().name())
                            .put("vehicle", driver.profile().vehicle().name()));
        }
        return new JsonObject().put("drivers", drivers);
    }
}
