package dev.antar.server.http;

import dev.antar.server.explain.Asked;
import dev.antar.server.explain.Language;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// What whoever asks for an explanation wishes: language, clock and stretch of time.
final class Wishes {

    private Wishes() {}

    /// From `language` (or `lang`) and `tz`.
    ///
    /// @throws ProblemException naming the field that is wrong
    static Asked asked(RoutingContext request) {
        String name = request.request().getParam("language") == null ? "lang" : "language";
        String word = request.request().getParam(name);
        Language language = Language.of(word);
        if (language == null) {
            throw new ProblemException(
                    Problem.invalid("/" + name, String.valueOf(word), "must be en or id"));
        }
        String zone = request.request().getParam("tz");
        try {
            return new Asked(language, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
        } catch (DateTimeException _) {
            throw new ProblemException(
                    Problem.invalid(
                            "/tz", String.valueOf(zone), "must be a time zone, as Asia/Jakarta"));
        }
    }

    /// A moment that must be given, epoch milliseconds.
    ///
    /// @throws ProblemException naming the field
    static long moment(RoutingContext request, String field) {
        String text = request.request().getParam(field);
        try {
            return Instant.parse(String.valueOf(text)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw wrong(field, text, "must be a moment in UTC, as 2026-11-25T14:00:00Z");
        }
    }

    static ProblemException wrong(String field, @Nullable String value, String rule) {
        return new ProblemException(Problem.invalid("/" + field, String.valueOf(value), rule));
    }
}
