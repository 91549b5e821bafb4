package dev.antar.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.UnqueuedReason;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Policy;

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
            case Event.DriverRegistered registered ->
                    EventParts.putProfile(body, registered.profile());
            case Event.DriverWentOnline online -> {
                body.put("driver", online.driver().value());
                body.set("availability", EventParts.availability(online.availability()));
                EventParts.putLimits(body, online.limits());
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
            case Event.DriverPaused paused -> {
                body.put("driver", paused.driver().value());
                body.put("by", paused.by());
                body.put("reason", paused.reason());
            }
            case Event.DriverResumed resumed -> {
                body.put("driver", resumed.driver().value());
                body.put("by", resumed.by());
                body.put("reason", resumed.reason());
            }
            case Event.JobSubmitted submitted -> {
                body.set("asked", EventParts.asked(submitted.asked()));
                body.put("dueAt", submitted.dueAtMillis());
            }
            case Event.OfferMade made -> EventParts.putOffer(body, made.offer());
            case Event.SwapOffered swap -> {
                EventParts.putOffer(body, swap.offer());
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
                EventParts.putWay(body, released.way());
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
        JsonNode body = EventParts.parse(json);
        long at = body.get("at").longValue();
        return switch (type) {
            case "JobSubmitted" ->
                    new Event.JobSubmitted(
                            seq,
                            at,
                            version,
                            EventParts.asked(body.get("asked")),
                            body.get("dueAt").longValue());
            case "JobBecameDue" -> new Event.JobBecameDue(seq, at, version, job);
            case "OfferMade" -> new Event.OfferMade(seq, at, version, EventParts.offer(body, job));
            case "OfferAccepted" ->
                    new Event.OfferAccepted(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            EventParts.driver(body));
            case "OfferDeclined" ->
                    new Event.OfferDeclined(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            EventParts.driver(body));
            case "OfferExpired" ->
                    new Event.OfferExpired(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            EventParts.driver(body));
            case "OfferWithdrawn" ->
                    new Event.OfferWithdrawn(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            EventParts.driver(body),
                            WithdrawalReason.valueOf(EventParts.reason(body)));
            case "SwapOffered" ->
                    new Event.SwapOffered(
                            seq, at, version, EventParts.offer(body, job), EventParts.holder(body));
            case "SwapEnded" ->
                    new Event.SwapEnded(
                            seq,
                            at,
                            version,
                            job,
                            body.get("offer").longValue(),
                            EventParts.driver(body),
                            EventParts.holder(body),
                            OfferOutcome.valueOf(body.get("how").textValue()));
            case "DriverArrived" ->
                    new Event.DriverArrived(seq, at, version, job, EventParts.driver(body));
            case "JobPickedUp" ->
                    new Event.JobPickedUp(seq, at, version, job, EventParts.driver(body));
            case "JobCompleted" ->
                    new Event.JobCompleted(seq, at, version, job, EventParts.driver(body));
            case "JobReleased" ->
                    new Event.JobReleased(
                            seq,
                            at,
                            version,
                            job,
                            EventParts.driver(body),
                            ReleaseReason.valueOf(EventParts.reason(body)),
                            EventParts.way(body));
            case "JobCancelled" ->
                    new Event.JobCancelled(
                            seq,
                            at,
                            version,
                            job,
                            CancelledBy.valueOf(EventParts.by(body)),
                            EventParts.reason(body));
            case "JobUnfulfilled" ->
                    new Event.JobUnfulfilled(
                            seq,
                            at,
                            version,
                            job,
                            UnmatchedReason.valueOf(EventParts.reason(body)));
            default ->
                    throw new IllegalArgumentException(
                            "type=" + type + ": is not an event of a job");
        };
    }

    /// Reads a change of policy back.
    static Event.PolicyChanged policyChanged(long seq, String json) {
        JsonNode body = EventParts.parse(json);
        return new Event.PolicyChanged(
                seq,
                body.get("at").longValue(),
                Policy.parse("event " + seq, body.get("text").textValue()),
                EventParts.by(body),
                EventParts.reason(body),
                EventParts.grounds(body));
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
        EventParts.putGrounds(body, changed.grounds());
    }

    /// Reads an event of a driver back.
    ///
    /// @throws IllegalArgumentException if the type is not one of a driver's events
    static Event ofDriver(String type, long seq, String json) {
        JsonNode body = EventParts.parse(json);
        long at = body.get("at").longValue();
        return switch (type) {
            case "DriverRegistered" ->
                    new Event.DriverRegistered(
                            seq,
                            at,
                            DriverProfile.of(
                                    EventParts.driver(body),
                                    Vehicle.valueOf(body.get("vehicle").textValue()),
                                    EventParts.strings(body.get("skills")),
                                    body.get("seats").intValue(),
                                    body.get("capacity").intValue()));
            case "DriverWentOnline" ->
                    new Event.DriverWentOnline(
                            seq,
                            at,
                            EventParts.driver(body),
                            EventParts.availability(body.get("availability")),
                            EventParts.limits(body));
            case "DriverQueued" ->
                    new Event.DriverQueued(
                            seq, at, EventParts.driver(body), body.get("zone").textValue());
            case "DriverUnqueued" ->
                    new Event.DriverUnqueued(
                            seq,
                            at,
                            EventParts.driver(body),
                            body.get("zone").textValue(),
                            UnqueuedReason.valueOf(EventParts.reason(body)));
            case "DriverWentOffline" ->
                    new Event.DriverWentOffline(
                            seq,
                            at,
                            EventParts.driver(body),
                            OfflineReason.valueOf(EventParts.reason(body)));
            case "DriverPaused" ->
                    new Event.DriverPaused(
                            seq,
                            at,
                            EventParts.driver(body),
                            EventParts.by(body),
                            EventParts.reason(body));
            case "DriverResumed" ->
                    new Event.DriverResumed(
                            seq,
                            at,
                            EventParts.driver(body),
                            EventParts.by(body),
                            EventParts.reason(body));
            default ->
                    throw new IllegalArgumentException(
                            "type=" + type + ": is not an event of a driver");
        };
    }

    /// What a driver wants, the line in which he stands, and why a human keeps him from offers.
    static String availabilityJson(Snapshot.KnownDriver driver) {
        ObjectNode node = EventParts.availability(driver.availability());
        EventParts.putLimits(node, driver.limits());
        if (driver.queue() != null) {
            node.put("zone", driver.queue());
            node.put("queuedSeq", driver.queuedSeq());
        }
        EventParts.putPause(node, driver.pause());
        return node.toString();
    }

    /// Reads back what [#availabilityJson] wrote, also in earlier versions.
    static Snapshot.KnownDriver knownDriver(DriverProfile profile, boolean onDuty, String json) {
        JsonNode node = EventParts.parse(json);
        return new Snapshot.KnownDriver(
                profile,
                onDuty,
                EventParts.availability(node),
                EventParts.limits(node),
                node.path("zone").textValue(),
                node.path("queuedSeq").longValue(),
                EventParts.pause(node));
    }

    static String skillsJson(DriverProfile profile) {
        return EventParts.array(profile.skills()).toString();
    }

    static String askedJson(Job job) {
        return EventParts.asked(job).toString();
    }

    static Job askedOf(String json) {
        return EventParts.asked(EventParts.parse(json));
    }
}
