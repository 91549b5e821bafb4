package dev.antar.server.json;

import dev.antar.core.engine.Rejection;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What went wrong, for people and machines: RFC 9457.
///
/// @param type the last part of the type's address
/// @param reason a word for machines where the type alone does not say enough
/// @param retryAfterSeconds when to try again, or 0
public record Problem(
        String type,
        int status,
        String title,
        String detail,
        @Nullable String reason,
        List<FieldError> errors,
        int retryAfterSeconds) {

    private static final String TYPE_PREFIX = "https://antar.dev/problems/";

    /// What is wrong with one field.
    ///
    /// @param pointer JSON pointer (RFC 6901) to the field
    /// @param value as it came, shortened
    /// @param rule what it must be
    public record FieldError(String pointer, String value, String rule) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(String type, int status, String title, String detail) {
        return new Problem(type, status, title, detail, null, List.of(), 0);
    }

    /// A text that cannot be read as JSON at all.
    public static Problem malformed(String detail) {
        return of("malformed", 400, "Malformed", detail);
    }

    public static Problem invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String name = first.pointer().substring(first.pointer().lastIndexOf('/') + 1);
        String detail =
                (name.isEmpty() ? "body" : name) + "=" + first.value() + ": " + first.rule();
        return new Problem("invalid-field", 422, "Invalid field", detail, null, errors, 0);
    }

    public static Problem invalid(String pointer, String value, String rule) {
        return invalid(List.of(new FieldError(pointer, value, rule)));
    }

    public static Problem notFound(String what) {
        return of("not-found", 404, "Not found", what);
    }

    /// It was known, and has been erased.
    ///
    /// @param what a word for it, such as `job`
    public static Problem gone(String what) {
        return of("erased", 410, "Erased", "The " + what + " of this id was erased.");
    }

    public static Problem unavailable(@Nullable String detail, int retryAfterSeconds) {
        return new Problem(
                "unavailable",
                503,
                "Unavailable",
                String.valueOf(detail),
                null,
                List.of(),
                retryAfterSeconds);
    }

    /// A command that the engine refused.
    public static Problem rejected(Rejection rejection) {
        return switch (rejection) {
            case UNKNOWN_JOB, UNKNOWN_DRIVER, UNKNOWN_OFFER ->
                    reasoned("not-found", 404, "Not found", rejection);
            case FIX_OFF_DUTY, FIX_OLDER_THAN_LAST, FIX_FROM_FUTURE, FIX_JUMP, FIX_INACCURATE ->
                    reasoned("fix-rejected", 422, "Fix rejected", rejection);
            case UNKNOWN_SKILL,
                    PICKUP_NOT_SERVED,
                    DROPOFF_NOT_SERVED,
                    PICKUP_NOT_ALLOWED,
                    DROPOFF_NOT_ALLOWED,
                    MOMENT_PAST,
                    PROMISE_IMPOSSIBLE ->
                    reasoned("invalid-field", 422, "Invalid field", rejection);
            case DRIVER_OFFLINE,
                    DRIVER_ON_JOB,
                    DUPLICATE_JOB,
                    JOB_NOT_YOURS,
                    JOB_PICKED_UP,
                    JOB_NOT_PICKED_UP,
                    OTHER_JOB_ABOARD,
                    JOB_COMPLETED,
                    JOB_CANCELLED,
                    JOB_UNFULFILLED,
                    OFFER_NOT_YOURS,
                    OFFER_ACCEPTED,
                    OFFER_DECLINED,
                    OFFER_EXPIRED,
                    OFFER_WITHDRAWN,
                    POLICY_CHANGED ->
                    reasoned("conflict", 409, "Conflict", rejection);
        };
    }

    public Problem withErrors(List<FieldError> fields) {
        return new Problem(type, status, title, detail, reason, fields, retryAfterSeconds);
    }

    public JsonObject toJson() {
        JsonObject json =
                new JsonObject()
                        .put("type", TYPE_PREFIX + type)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        if (reason != null) {
            json.put("reason", reason);
        }
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            for (FieldError error : errors) {
                list.add(
                        new JsonObject()
                                .put("pointer", error.pointer)
                                .put("value", error.value)
                                .put("rule", error.rule));
            }
            json.put("errors", list);
        }
        return json;
    }

    private static Problem reasoned(String type, int status, String title, Rejection rejection) {
        return new Problem(
                type, status, title, rejection.sentence(), rejection.name(), List.of(), 0);
    }
}
