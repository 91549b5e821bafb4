package dev.antar.server.http;

import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// `/v1/policy/reports/{digest}`: the comparisons on which changes of policy rest, kept byte for
/// byte under their SHA-256.
final class ReportsResource {

    private final PolicyArchive archive;

    ReportsResource(PolicyArchive archive) {
        this.archive = archive;
    }

    /// Keeps a report; the same again changes nothing.
    void keep(RoutingContext request) {
        String digest = digest(request);
        @Nullable Buffer body = request.body().buffer();
        String text = body == null ? "" : body.toString(StandardCharsets.UTF_8);
        String is = ComparisonReport.digestOf(text);
        if (!is.equals(digest)) {
            throw new ProblemException(
                    Problem.invalid("/digest", digest, "must be the body's SHA-256, " + is));
        }
        try {
            ComparisonReport.read(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid("", "the report", String.valueOf(e.getMessage())));
        }
        archive.keepReport(digest, text)
                .onSuccess(
                        kept -> {
                            if (kept) {
                                Answers.json(request, 200, new JsonObject().put("digest", digest));
                            } else {
                                Answers.problem(
                                        request,
                                        Problem.of(
                                                "conflict",
                                                409,
                                                "Conflict",
                                                "Too many reports are kept already."));
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    void find(RoutingContext request) {
        archive.report(digest(request))
                .onSuccess(
                        text -> {
                            if (text == null) {
                                Answers.problem(
                                        request, Problem.notFound("No report has this digest."));
                            } else {
                                Answers.json(request, 200, text);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private static String digest(RoutingContext request) {
        String digest = String.valueOf(request.pathParam("digest"));
        if (!isDigest(digest)) {
            throw new ProblemException(Problem.notFound("No report has this digest."));
        }
        return digest;
    }

    static boolean isDigest(String text) {
        return text.matches("[0-9a-f]{64}");
    }
}
