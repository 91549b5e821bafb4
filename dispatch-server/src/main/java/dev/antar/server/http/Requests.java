package dev.antar.server.http;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What every resource reads from a request in the same way.
final class Requests {

    /// Of what was refused.
    private static final int SHOWN = 200;

    private Requests() {}

    /// The body as a JSON object.
    ///
    /// @throws ProblemException if it is none
    static Input body(RoutingContext request) {
        String type = request.request().getHeader("content-type");
        if (type == null
                || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(
                    Problem.of(
                            "unsupported-media-type",
                            415,
                            "Unsupported media type",
                            "Content-Type=" + type + ": must be application/json"));
        }
        @Nullable Buffer body = request.body().buffer();
        return Input.read(body == null ? new byte[0] : body.getBytes());
    }

    /// The body as a JSON object, or an empty one where there is none.
    static Input optionalBody(RoutingContext request) {
        @Nullable Buffer body = request.body().buffer();
        return body == null || body.length() == 0
                ? Input.read("{}".getBytes(StandardCharsets.UTF_8))
                : body(request);
    }

    /// The job named in the path.
    ///
    /// @throws ProblemException 404 where the name could be no job's
    static JobId job(RoutingContext request) {
        String name = String.valueOf(request.pathParam("id"));
        try {
            return new JobId(name);
        } catch (IllegalArgumentException _) {
            throw new ProblemException(Problem.notFound("No job has this id."));
        }
    }

    /// The driver named in the path.
    ///
    /// @throws ProblemException 404 where the name could be no driver's
    static DriverId driver(RoutingContext request) {
        try {
            return new DriverId(String.valueOf(request.pathParam("id")));
        } catch (IllegalArgumentException _) {
            throw new ProblemException(unknownDriver());
        }
    }

    static Problem unknownDriver() {
        return Problem.notFound("No driver has this id.");
    }

    /// What somebody says in words, 1 to `longest` characters.
    static String words(Input body, String field, int longest) {
        String value = body.text(field);
        if (body.has(field) && (value.isBlank() || value.length() > longest)) {
            body.wrong(field, shortened(value), "must have 1 to " + longest + " characters");
        }
        return value;
    }

    private static String shortened(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    /// The region that serves a place of the body.
    ///
    /// @throws ProblemException 422 naming the regions where none does
    static Region regionAt(Regions regions, LatLng place, String pointer) {
        ServedRegion serving = regions.at(place);
        if (serving == null) {
            throw new ProblemException(
                    Problem.invalid(pointer, place.lat() + "," + place.lng(), regions.rule()));
        }
        return serving.region();
    }

    /// The key that makes the request repeatable.
    ///
    /// @throws ProblemException 400 where it is missing or malformed
    static IdempotencyKey key(RoutingContext request) {
        String key = request.request().getHeader("idempotency-key");
        if (key == null) {
            throw new ProblemException(
                    Problem.malformed("Idempotency-Key=nothing: must be given with this request"));
        }
        try {
            return new IdempotencyKey(key, hash(request));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.malformed(String.valueOf(e.getMessage())));
        }
    }

    /// The same where a request may come without one, because doing it again changes nothing more.
    ///
    /// @throws ProblemException 400 where it is malformed
    static @Nullable IdempotencyKey optionalKey(RoutingContext request) {
        return request.request().getHeader("idempotency-key") == null ? null : key(request);
    }

    private static String hash(RoutingContext request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.request().method().name().getBytes(StandardCharsets.UTF_8));
            digest.update(request.normalizedPath().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            @Nullable Buffer body = request.body().buffer();
            digest.update(body == null ? new byte[0] : body.getBytes());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
