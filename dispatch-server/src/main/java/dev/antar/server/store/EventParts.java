package dev.antar.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.Pause;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Grounds;
import dev.antar.core.pricing.Money;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What events consist of, as JSON, written out field by field.
final class EventParts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventParts() {}

    static void putProfile(ObjectNode body, DriverProfile profile) {
        body.put("driver", profile.id().value());
        body.put("vehicle", profile.vehicle().name());
        body.set("skills", array(profile.skills()));
        body.put("seats", profile.seats());
        body.put("capacity", profile.capacity());
    }

    static ObjectNode availability(Availability availability) {
        ObjectNode node = MAPPER.createObjectNode();
        switch (availability) {
            case Availability.Open _ -> node.put("kind", "OPEN");
            case Availability.Silent _ -> node.put("kind", "SILENT");
            case Availability.Break(long until) -> node.put("kind", "BREAK").put("until", until);
            case Availability.GoHome(LatLng home) -> {
                node.put("kind", "GO_HOME");
                node.set("home", position(home));
            }
        }
        return node;
    }

    static Availability availability(JsonNode node) {
        String kind = node.get("kind").textValue();
        return switch (kind) {
            case "OPEN" -> Availability.open();
            case "SILENT" -> Availability.silent();
            case "BREAK" -> new Availability.Break(node.get("until").longValue());
            case "GO_HOME" -> new Availability.GoHome(position(node.get("home")));
            default -> throw new IllegalArgumentException("availability=" + kind);
        };
    }

    static void putLimits(ObjectNode node, Limits limits) {
        if (!limits.equals(Limits.NONE)) {
            node.putObject("limits")
                    .put("maxPickupMeters", limits.maxPickupMeters())
                    .put("maxTripMeters", limits.maxTripMeters())
                    .put("shiftEndsAt", limits.shiftEndsAtMillis())
                    .put("maxCash", limits.maxCash());
        }
    }

    static Limits limits(JsonNode node) {
        JsonNode limits = node.path("limits");
        return limits.isMissingNode()
                ? Limits.NONE
                : new Limits(
                        limits.get("maxPickupMeters").intValue(),
                        limits.get("maxTripMeters").intValue(),
                        limits.get("shiftEndsAt").longValue(),
                        limits.get("maxCash").longValue());
    }

    static ObjectNode asked(Job job) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", job.id().value());
        node.put("kind", job.kind().name());
        node.set("pickup", position(job.pickup()));
        node.set("dropoff", position(job.dropoff()));
        ArrayNode vehicles = node.putArray("vehicles");
        job.requirements().vehicles().forEach(vehicle -> vehicles.add(vehicle.name()));
        node.set("skills", array(job.requirements().skills()));
        node.put("seats", job.requirements().seats());
        node.put("requestedAt", job.requestedAtMillis());
        node.put("cash", job.requirements().cash());
        node.put("pickupAt", job.terms().pickupAtMillis());
        node.put("readyAt", job.terms().readyAtMillis());
        node.put("dropoffBy", job.terms().dropoffByMillis());
        node.put("shared", job.terms().shared());
        return node;
    }

    static Job asked(JsonNode node) {
        List<Vehicle> vehicles =
                strings(node.get("vehicles")).stream().map(Vehicle::valueOf).toList();
        return new Job(
                new JobId(node.get("id").textValue()),
                JobKind.valueOf(node.get("kind").textValue()),
                position(node.get("pickup")),
                position(node.get("dropoff")),
                Requirements.of(vehicles, strings(node.get("skills")), node.get("seats").intValue())
                        .withCash(node.path("cash").longValue()),
                new Terms(
                        node.get("pickupAt").longValue(),
                        node.path("readyAt").longValue(),
                        node.path("dropoffBy").longValue(),
                        node.path("shared").booleanValue()),
                node.get("requestedAt").longValue());
    }

    static void putOffer(ObjectNode body, Offer offer) {
        body.put("offer", offer.id());
        body.put("driver", offer.driver().value());
        body.put("expiresAt", offer.expiresAtMillis());
        body.put("payAmount", offer.pay().amount());
        body.put("payCurrency", offer.pay().currency());
        body.put("pickupMs", offer.pickupMillis());
        body.put("pickupMeters", offer.pickupMeters());
        body.put("tripMs", offer.tripMillis());
        body.put("tripMeters", offer.tripMeters());
        if (!offer.stops().isEmpty()) {
            ArrayNode stops = body.putArray("stops");
            for (Stop stop : offer.stops()) {
                stops.addObject().put("job", stop.job().value()).put("kind", stop.kind().name());
            }
        }
    }

    static List<Stop> stops(JsonNode body) {
        List<Stop> stops = new ArrayList<>();
        for (JsonNode stop : body.path("stops")) {
            stops.add(
                    new Stop(
                            new JobId(stop.get("job").textValue()),
                            Stop.Kind.valueOf(stop.get("kind").textValue())));
        }
        return stops;
    }

    static Offer offer(JsonNode body, JobId job) {
        return new Offer(
                body.get("offer").longValue(),
                job,
                driver(body),
                body.get("at").longValue(),
                body.get("expiresAt").longValue(),
                new Money(body.get("payAmount").longValue(), body.get("payCurrency").textValue()),
                body.get("pickupMs").intValue(),
                body.get("pickupMeters").intValue(),
                body.get("tripMs").intValue(),
                body.get("tripMeters").intValue(),
                stops(body));
    }

    static void putWay(ObjectNode body, Event.@Nullable WayDriven way) {
        if (way != null) {
            body.put("wayMeters", way.meters());
            body.put("wayMs", way.millis());
            body.put("payAmount", way.pay().amount());
            body.put("payCurrency", way.pay().currency());
        }
    }

    static Event.@Nullable WayDriven way(JsonNode body) {
        return body.has("wayMs")
                ? new Event.WayDriven(
                        body.get("wayMeters").intValue(),
                        body.get("wayMs").intValue(),
                        new Money(
                                body.get("payAmount").longValue(),
                                body.get("payCurrency").textValue()))
                : null;
    }

    static void putGrounds(ObjectNode body, @Nullable Grounds grounds) {
        switch (grounds) {
            case null -> {}
            case Grounds.WithoutReport without -> body.put("withoutReport", without.why());
            case Grounds.Report report -> {
                ObjectNode node = body.putObject("report");
                node.put("digest", report.digest()).put("madeAt", report.madeAtMillis());
                ArrayNode figures = node.putArray("figures");
                report.figures().forEach(figure -> putFigure(figures.addObject(), figure));
            }
        }
    }

    private static void putFigure(ObjectNode node, Grounds.Figure figure) {
        node.put("figure", figure.path());
        putNumber(node, "before", figure.before());
        putNumber(node, "after", figure.after());
        putNumber(node, "difference", figure.difference());
        putNumber(node, "low", figure.low());
        putNumber(node, "high", figure.high());
    }

    private static void putNumber(ObjectNode node, String field, double value) {
        if (!Double.isNaN(value)) {
            node.put(field, value);
        }
    }

    static @Nullable Grounds grounds(JsonNode body) {
        if (body.has("withoutReport")) {
            return new Grounds.WithoutReport(body.get("withoutReport").textValue());
        }
        JsonNode report = body.path("report");
        if (report.isMissingNode()) {
            return null;
        }
        List<Grounds.Figure> figures = new ArrayList<>();
        for (JsonNode each : report.get("figures")) {
            figures.add(
                    new Grounds.Figure(
                            each.get("figure").textValue(),
                            number(each, "before"),
                            number(each, "after"),
                            number(each, "difference"),
                            number(each, "low"),
                            number(each, "high")));
        }
        return new Grounds.Report(
                report.get("digest").textValue(), report.get("madeAt").longValue(), figures);
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).asDouble(Double.NaN);
    }

    /// Since when, by whom and why; nothing for whoever is not paused.
    static void putPause(ObjectNode node, @Nullable Pause pause) {
        if (pause != null) {
            node.putObject("pause")
                    .put("at", pause.atMillis())
                    .put("by", pause.by())
                    .put("reason", pause.reason());
        }
    }

    static @Nullable Pause pause(JsonNode node) {
        JsonNode pause = node.path("pause");
        return pause.isMissingNode()
                ? null
                : new Pause(
                        pause.get("at").longValue(),
                        pause.get("by").textValue(),
                        pause.get("reason").textValue());
    }

    static DriverId holder(JsonNode body) {
        return new DriverId(body.get("holder").textValue());
    }

    static DriverId driver(JsonNode body) {
        return new DriverId(body.get("driver").textValue());
    }

    static String by(JsonNode body) {
        return body.get("by").textValue();
    }

    static String reason(JsonNode body) {
        return body.get("reason").textValue();
    }

    static ObjectNode position(LatLng position) {
        return MAPPER.createObjectNode().put("lat", position.lat()).put("lng", position.lng());
    }

    static LatLng position(JsonNode node) {
        return new LatLng(node.get("lat").doubleValue(), node.get("lng").doubleValue());
    }

    static ArrayNode array(Collection<String> strings) {
        ArrayNode array = MAPPER.createArrayNode();
        strings.forEach(array::add);
        return array;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.textValue()));
        return strings;
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("stored JSON cannot be read", e);
        }
    }
}
