package dev.antar.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.UnqueuedReason;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Policy;
import dev.antar.core.pricing.Money;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Events as JSON, written out field by field: what is stored must not change because a class does.
/// The type is the event's name, kept beside the body; times are epoch milliseconds.
public final class EventJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    /// The name under which an event of this kind is stored.
    public static String typeOf(Event event) {
        return event.getClass().getSimpleName();
    }

    /// Everything about the event but its type, `seq` and `version`.
    public static String bodyOf(Event event) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("at", event.atMillis());
        switch (event) {
            case Event.PolicyChanged changed -> putPolicy(body, changed);
            case Event.DriverRegistered registered -> putProfile(body, registered.profile());
            case Event.DriverWentOnline online -> {
                body.put("driver", online.driver().value());
                body.set("availability", availability(online.availability()));
                putLimits(body, online.limits());
            }
            case Event.DriverQueued queued -> {
                body.put("driver", queued.driver().value());
                body.put("zone", queued.zone());
            }
            case Event.DriverUnqueued unqueued -> {
                body.put("driver", unqueued.driver().value());
                body.put("zone", unqueued.zone());
                body.put("reason", unqueued.reason().name());
            }
            case Event.DriverWentOffline offline -> {
                body.put("driver", offline.driver().value());
                body.put("reason", offline.reason().name());
            }
            case Event.JobSubmitted submitted -> {
                body.set("asked", asked(submitted.asked()));
                body.put("dueAt", submitted.dueAtMillis());
            }
            case Event.OfferMade made -> putOffer(body, made.offer());
            case Event.SwapOffered swap -> {
                putOffer(body, swap.offer());
                body.put("holder", swap.holder().value());
            }
            case Event.OfferEnded ended -> {
                body.put("offer", ended.offer());
                body.put("driver", ended.driver().value());
                if (ended instanceof Event.SwapEnded swap) {
                    body.put("holder", swap.holder().value());
                    body.put("how", swap.how().name());
                }
                if (ended instanceof Event.OfferWithdrawn withdrawn) {
                    body.put("reason", withdrawn.reason().name());
                }
            }
            case Event.JobBecameDue _ -> {}
            case Event.DriverArrived arrived -> body.put("driver", arrived.driver().value());
            case Event.JobPickedUp pickedUp -> body.put("driver", pickedUp.driver().value());
            case Event.JobCompleted completed -> body.put("driver", completed.driver().value());
            case Event.JobReleased released -> {
                body.put("driver", released.driver().value());
                body.put("reason", released.reason().name());
                putWay(body, released.way());
            }
            case Event.JobCancelled cancelled -> {
                body.put("by", cancelled.by().name());
                body.put("reason", cancelled.reason());
            }
            case Event.JobUnfulfilled unfulfilled ->
                    body.put("reason", unfulfilled.reason().name());
        }
        return body.toString();
    }

    /// Reads an event of a job back.
    ///
    /// @throws IllegalArgumentException if the type is not one of a job's events
    static Event.OfJob ofJob(String type, long seq, JobId job, int version, String json) {
        JsonNode body = parse(json);
        long at = body.get("at").longValue();
        return switch (type) {
            case "JobSubmitted" ->
                    new Event.JobSubmitted(
                            seq,
                            at,
                            version,
                            asked(body.get("asked")),
                            body.get("dueAt").longValue());
            case "JobBecameDue" -> new Event.JobBecameDue(seq, at, version, job);
            case "OfferMade" -> new Event.OfferMade(seq, at, version, offer(body, job));
            case "OfferAccepted" ->
                    new Event.OfferAccepted(
                            seq, at, version, job, body.get("offer").longValue(), driver(body));
            case "OfferDeclined" ->
                    new Event.OfferDeclined(
                            seq, at, version, job, body.get("offer").longValue(), driver(body));
            case "OfferExpired" ->
                    new Event.OfferExpired(
                            seq, at, version, job, body.get("offer").longValue(), driver(body));
            case "OfferWithdrawn" ->
                    new Event.OfferWithdrawn(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            driver(body),
                            WithdrawalReason.valueOf(reason(body)));
            case "SwapOffered" ->
                    new Event.SwapOffered(seq, at, version, offer(body, job), holder(body));
            case "SwapEnded" ->
                    new Event.SwapEnded(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            driver(body),
                            holder(body),
                            OfferOutcome.valueOf(body.get("how").textValue()));
            case "DriverArrived" -> new Event.DriverArrived(seq, at, version, job, driver(body));
            case "JobPickedUp" -> new Event.JobPickedUp(seq, at, version, job, driver(body));
            case "JobCompleted" -> new Event.JobCompleted(seq, at, version, job, driver(body));
            case "JobReleased" ->
                    new Event.JobReleased(
                            seq,
                            at,
                            version,
                            job,
                            driver(body),
                            ReleaseReason.valueOf(reason(body)),
                            way(body));
            case "JobCancelled" ->
                    new Event.JobCancelled(
                            seq,
                            at,
                            version,
                            job,
                            CancelledBy.valueOf(body.get("by").textValue()),
                            reason(body));
            case "JobUnfulfilled" ->
                    new Event.JobUnfulfilled(
                            seq, at, version, job, UnmatchedReason.valueOf(reason(body)));
            default ->
                    throw new IllegalArgumentException(
                            "type=" + type + ": is not an event of a job");
        };
    }

    /// Reads a change of policy back.
    static Event.PolicyChanged policyChanged(long seq, String json) {
        JsonNode body = parse(json);
        return new Event.PolicyChanged(
                seq,
                body.get("at").longValue(),
                Policy.parse("event " + seq, body.get("text").textValue()),
                body.get("by").textValue(),
                reason(body));
    }

    /// The text alone would do; name, version and hash are there for whoever reads the table.
    private static void putPolicy(ObjectNode body, Event.PolicyChanged changed) {
        Policy policy = changed.policy();
        body.put("name", policy.name());
        body.put("version", policy.version());
        body.put("hash", policy.hash());
        body.put("text", policy.text());
        body.put("by", changed.by());
        body.put("reason", changed.reason());
    }

    /// Reads an event of a driver back.
    ///
    /// @throws IllegalArgumentException if the type is not one of a driver's events
    static Event ofDriver(String type, long seq, String json) {
        JsonNode body = parse(json);
        long at = body.get("at").longValue();
        return switch (type) {
            case "DriverRegistered" ->
                    new Event.DriverRegistered(
                            seq,
                            at,
                            DriverProfile.of(
                                    driver(body),
                                    Vehicle.valueOf(body.get("vehicle").textValue()),
                                    strings(body.get("skills")),
                                    body.get("seats").intValue(),
                                    body.get("capacity").intValue()));
            case "DriverWentOnline" ->
                    new Event.DriverWentOnline(
                            seq,
                            at,
                            driver(body),
                            availability(body.get("availability")),
                            limits(body));
            case "DriverQueued" ->
                    new Event.DriverQueued(seq, at, driver(body), body.get("zone").textValue());
            case "DriverUnqueued" ->
                    new Event.DriverUnqueued(
                            seq,
                            at,
                            driver(body),
                            body.get("zone").textValue(),
                            UnqueuedReason.valueOf(reason(body)));
            case "DriverWentOffline" ->
                    new Event.DriverWentOffline(
                            seq, at, driver(body), OfflineReason.valueOf(reason(body)));
            default ->
                    throw new IllegalArgumentException(
                            "type=" + type + ": is not an event of a driver");
        };
    }

    /// What a driver on duty wants, and the line in which he stands.
    static String availabilityJson(Snapshot.KnownDriver driver) {
        ObjectNode node = availability(driver.availability());
        putLimits(node, driver.limits());
        if (driver.queue() != null) {
            node.put("zone", driver.queue());
            node.put("queuedSeq", driver.queuedSeq());
        }
        return node.toString();
    }

    /// Reads back what [#availabilityJson] wrote, also in earlier versions.
    static Snapshot.KnownDriver knownDriver(DriverProfile profile, boolean onDuty, String json) {
        JsonNode node = parse(json);
        return new Snapshot.KnownDriver(
                profile,
                onDuty,
                availability(node),
                limits(node),
                node.path("zone").textValue(),
                node.path("queuedSeq").longValue());
    }

    static String skillsJson(DriverProfile profile) {
        return array(profile.skills()).toString();
    }

    static String askedJson(Job job) {
        return asked(job).toString();
    }

    static Job askedOf(String json) {
        return asked(parse(json));
    }

    private static void putProfile(ObjectNode body, DriverProfile profile) {
        body.put("driver", profile.id().value());
        body.put("vehicle", profile.vehicle().name());
        body.set("skills", array(profile.skills()));
        body.put("seats", profile.seats());
        body.put("capacity", profile.capacity());
    }

    private static ObjectNode availability(Availability availability) {
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

    private static Availability availability(JsonNode node) {
        String kind = node.get("kind").textValue();
        return switch (kind) {
            case "OPEN" -> Availability.open();
            case "SILENT" -> Availability.silent();
            case "BREAK" -> new Availability.Break(node.get("until").longValue());
            case "GO_HOME" -> new Availability.GoHome(position(node.get("home")));
            default -> throw new IllegalArgumentException("availability=" + kind);
        };
    }

    private static void putLimits(ObjectNode node, Limits limits) {
        if (!limits.equals(Limits.NONE)) {
            node.putObject("limits")
                    .put("maxPickupMeters", limits.maxPickupMeters())
                    .put("maxTripMeters", limits.maxTripMeters())
                    .put("shiftEndsAt", limits.shiftEndsAtMillis())
                    .put("maxCash", limits.maxCash());
        }
    }

    private static Limits limits(JsonNode node) {
        JsonNode limits = node.path("limits");
        return limits.isMissingNode()
                ? Limits.NONE
                : new Limits(
                        limits.get("maxPickupMeters").intValue(),
                        limits.get("maxTripMeters").intValue(),
                        limits.get("shiftEndsAt").longValue(),
                        limits.get("maxCash").longValue());
    }

    private static ObjectNode asked(Job job) {
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

    private static Job asked(JsonNode node) {
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

    private static void putOffer(ObjectNode body, Offer offer) {
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

    private static List<Stop> stops(JsonNode body) {
        List<Stop> stops = new ArrayList<>();
        for (JsonNode stop : body.path("stops")) {
            stops.add(
                    new Stop(
                            new JobId(stop.get("job").textValue()),
                            Stop.Kind.valueOf(stop.get("kind").textValue())));
        }
        return stops;
    }

    private static Offer offer(JsonNode body, JobId job) {
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

    private static void putWay(ObjectNode body, Event.@Nullable WayDriven way) {
        if (way != null) {
            body.put("wayMeters", way.meters());
            body.put("wayMs", way.millis());
            body.put("payAmount", way.pay().amount());
            body.put("payCurrency", way.pay().currency());
        }
    }

    private static Event.@Nullable WayDriven way(JsonNode body) {
        return body.has("wayMs")
                ? new Event.WayDriven(
                        body.get("wayMeters").intValue(),
                        body.get("wayMs").intValue(),
                        new Money(
                                body.get("payAmount").longValue(),
                                body.get("payCurrency").textValue()))
                : null;
    }

    private static DriverId holder(JsonNode body) {
        return new DriverId(body.get("holder").textValue());
    }

    private static DriverId driver(JsonNode body) {
        return new DriverId(body.get("driver").textValue());
    }

    private static String reason(JsonNode body) {
        return body.get("reason").textValue();
    }

    private static ObjectNode position(LatLng position) {
        return MAPPER.createObjectNode().put("lat", position.lat()).put("lng", position.lng());
    }

    private static LatLng position(JsonNode node) {
        return new LatLng(node.get("lat").doubleValue(), node.get("lng").doubleValue());
    }

    private static ArrayNode array(Collection<String> strings) {
        ArrayNode array = MAPPER.createArrayNode();
        strings.forEach(array::add);
        return array;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.textValue()));
        return strings;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("stored JSON cannot be read", e);
        }
    }
}
