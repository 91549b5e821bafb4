package dev.antar.server.json;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.List;

/// How things look in JSON wherever they appear.
public final class Shape {

    private Shape() {}

    public static JsonObject position(LatLng position) {
        return new JsonObject().put("lat", position.lat()).put("lng", position.lng());
    }

    /// RFC 3339 in UTC, with milliseconds.
    public static String moment(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /// Where the driver objects to a decision and reads what became of it.
    public static String objections(DriverId driver) {
        return "/v1/drivers/" + driver.value() + "/objections";
    }

    /// What was asked for, as it was sent.
    public static JsonObject asked(Job job) {
        JsonArray vehicles = new JsonArray();
        job.requirements().vehicles().forEach(vehicle -> vehicles.add(vehicle.name()));
        JsonArray skills = new JsonArray();
        job.requirements().skills().forEach(skills::add);
        JsonObject json =
                new JsonObject()
                        .put("id", job.id().value())
                        .put("kind", job.kind().name())
                        .put("pickup", position(job.pickup()))
                        .put("dropoff", position(job.dropoff()))
                        .put(
                                "requirements",
                                new JsonObject()
                                        .put("vehicles", vehicles)
                                        .put("skills", skills)
                                        .put("seats", job.requirements().seats())
                                        .put("cash", job.requirements().cash()))
                        .put("requestedAt", moment(job.requestedAtMillis()));
        Terms terms = job.terms();
        putMoment(json, "pickupAt", terms.pickupAtMillis());
        putMoment(json, "readyAt", terms.readyAtMillis());
        putMoment(json, "dropoffBy", terms.dropoffByMillis());
        return json.put("shared", terms.shared());
    }

    private static void putMoment(JsonObject json, String field, long millis) {
        if (millis != Terms.NOW) {
            json.put(field, moment(millis));
        }
    }

    /// A policy, by what tells it from others.
    public static JsonObject policy(Policy policy) {
        return new JsonObject()
                .put("name", policy.name())
                .put("version", policy.version())
                .put("hash", policy.hash())
                .put("about", policy.about());
    }

    /// An offer as the driver sees it.
    public static JsonObject offer(Offer offer, Job job, long nowMillis) {
        JsonObject json =
                new JsonObject()
                        .put("offer", Long.toString(offer.id()))
                        .put("expiresInMs", Math.max(0, offer.expiresAtMillis() - nowMillis))
                        .put("job", brief(job))
                        .put(
                                "pay",
                                new JsonObject()
                                        .put("amount", offer.pay().amount())
                                        .put("currency", offer.pay().currency()))
                        .put("pickupMeters", offer.pickupMeters())
                        .put("pickupMs", offer.pickupMillis())
                        .put("tripMeters", offer.tripMeters())
                        .put("tripMs", offer.tripMillis());
        if (!offer.stops().isEmpty()) {
            json.put("next", isNext(offer)).put("stops", stops(offer.stops()));
        }
        return json;
    }

    /// Whether the job waits until all that the driver holds is done.
    private static boolean isNext(Offer offer) {
        int last = offer.stops().size() - 1;
        return last > 0 && offer.stops().get(last - 1).equals(Stop.pickup(offer.job()));
    }

    /// What is ahead of a driver, next first.
    public static JsonArray stops(List<Stop> stops) {
        JsonArray array = new JsonArray();
        for (Stop stop : stops) {
            array.add(
                    new JsonObject()
                            .put("job", stop.job().value())
                            .put("kind", stop.kind().name()));
        }
        return array;
    }

    /// A job as a driver sees it.
    public static JsonObject brief(Job job) {
        JsonObject json =
                new JsonObject()
                        .put("id", job.id().value())
                        .put("kind", job.kind().name())
                        .put("pickup", position(job.pickup()))
                        .put("dropoff", position(job.dropoff()));
        Terms terms = job.terms();
        putMoment(json, "pickupAt", terms.pickupAtMillis());
        putMoment(json, "readyAt", terms.readyAtMillis());
        putMoment(json, "dropoffBy", terms.dropoffByMillis());
        return json;
    }
}
