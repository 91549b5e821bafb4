package dev.antar.server.http;

import dev.antar.core.engine.Rejection;
import dev.antar.core.fleet.Identifier;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// Reads what job is asked for, and names the field for which a region refuses it.
final class JobReader {

    private JobReader() {}

    /// @throws ProblemException naming each field that is wrong
    static Job read(Input body, long nowMillis) {
        String chosen = body.optionalText("id");
        if (chosen != null) {
            body.check(() -> Identifier.require("id", chosen));
        }
        JobKind kind = body.word("kind", JobKind.class);
        LatLng pickup = body.position("pickup");
        LatLng dropoff = body.position("dropoff");
        Requirements requirements = requirements(body);
        long pickupAt = moment(body, "pickupAt", 0);
        long readyAt = moment(body, "readyAt", Long.MIN_VALUE);
        long dropoffBy = moment(body, "dropoffBy", 0);
        boolean shared = body.optionalFlag("shared");
        Terms read = body.make(() -> new Terms(pickupAt, readyAt, dropoffBy, shared));
        Terms terms = read == null ? Terms.ASAP : read;
        @Nullable Job job =
                body.make(
                        () ->
                                new Job(
                                        new JobId(
                                                chosen == null
                                                        ? UUID.randomUUID().toString()
                                                        : chosen),
                                        kind,
                                        pickup,
                                        dropoff,
                                        requirements,
                                        terms,
                                        terms.askedAtMillis(nowMillis)));
        body.finish();
        if (job == null) {
            throw new IllegalStateException("a job without errors was made");
        }
        return job;
    }

    /// @param notBefore the earliest moment allowed, epoch milliseconds
    private static long moment(Input body, String field, long notBefore) {
        if (!body.has(field)) {
            return Terms.NOW;
        }
        long millis = body.moment(field);
        if (millis != 0 && millis < notBefore) {
            body.wrong(field, Shape.moment(millis), "must not be in the past");
        }
        return millis;
    }

    private static Requirements requirements(Input body) {
        Input part = body.optionalObject("requirements");
        if (part == null) {
            return Requirements.NONE;
        }
        Set<Vehicle> vehicles = part.optionalWords("vehicles", Vehicle.class);
        Requirements required =
                Requirements.of(
                        vehicles,
                        part.optionalTexts("skills"),
                        part.optionalInteger("seats", 0, 0, 100));
        return required.withCash(part.has("cash") ? part.integer("cash", 0, Long.MAX_VALUE) : 0);
    }

    /// A place or a skill that the region does not have is the request's fault, and named so.
    static Problem refusal(Rejection reason, Job job) {
        return switch (reason) {
            case UNKNOWN_SKILL ->
                    Problem.invalid(
                            "/requirements/skills",
                            job.requirements().skills().toString(),
                            "must be skills that the region knows");
            case PICKUP_NOT_SERVED, PICKUP_NOT_ALLOWED ->
                    misplaced("/pickup", job.pickup(), reason);
            case DROPOFF_NOT_SERVED, DROPOFF_NOT_ALLOWED ->
                    misplaced("/dropoff", job.dropoff(), reason);
            case MOMENT_PAST -> {
                // The job counts as asked for at the moment that passed first.
                boolean pickup = job.pickupAtMillis() == job.requestedAtMillis();
                yield Problem.invalid(
                        pickup ? "/pickupAt" : "/dropoffBy",
                        Shape.moment(job.requestedAtMillis()),
                        "must not be in the past");
            }
            case PROMISE_IMPOSSIBLE ->
                    Problem.invalid(
                            "/dropoffBy",
                            Shape.moment(job.terms().dropoffByMillis()),
                            "must leave time for the trip after the pickup");
            default -> Problem.rejected(reason);
        };
    }

    private static Problem misplaced(String pointer, LatLng place, Rejection reason) {
        return Problem.invalid(
                pointer,
                place.lat() + "," + place.lng(),
                "must be where the region's zones allow it (" + reason.name() + ")");
    }
}
