package dev.antar.server.http;

import dev.antar.server.engine.Erased;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ThreadLocalRandom;

/// Writes answers, and turns failures into problems.
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void json(RoutingContext request, int status, JsonObject body) {
        json(request, status, body.encode());
    }

    static void json(RoutingContext request, int status, String body) {
        if (request.response().ended()) {
            return;
        }
        String type = status < 400 ? "application/json" : "application/problem+json";
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .end(body);
    }

    static void problem(RoutingContext request, Problem problem) {
        if (problem.retryAfterSeconds() > 0 && !request.response().headWritten()) {
            request.response().putHeader("retry-after", spread(problem.retryAfterSeconds()));
        }
        json(request, problem.status(), problem.toJson());
    }

    /// Up to twice as long, each his own: all in the same second would be refused together once
    /// more.
    private static String spread(int seconds) {
        return Integer.toString(ThreadLocalRandom.current().nextInt(seconds, 2 * seconds + 1));
    }

    static void failure(RoutingContext request, Throwable failure) {
        switch (failure) {
            case ProblemException known -> problem(request, known.problem());
            case Erased erased -> problem(request, Problem.gone(erased.what()));
            case RegionUnavailable away ->
                    problem(
                            request,
                            Problem.unavailable(away.getMessage(), away.retryAfterSeconds()));
            case KeyConflict conflict ->
                    problem(
                            request,
                            Problem.of(
                                    "conflict",
                                    409,
                                    "Conflict",
                                    String.valueOf(conflict.getMessage())));
            case KeyMismatch mismatch ->
                    problem(
                            request,
                            Problem.of(
                                    "key-mismatch",
                                    422,
                                    "Key mismatch",
                                    String.valueOf(mismatch.getMessage())));
            case HttpClosedException gone ->
                    // The client left in the middle of its request.
                    LOG.debug("A request was not sent to its end: {}", gone.getMessage());
            default -> {
                LOG.error("A request failed in a way that nobody foresaw", failure);
                problem(
                        request,
                        Problem.of(
                                "internal",
                                500,
                                "Internal error",
                                "The server failed; its log says why."));
            }
        }
    }

    /// A change in the database failed: what the key says, or nobody knows whether it was made.
    static void keyedFailure(RoutingContext request, Throwable failure) {
        if (failure instanceof KeyConflict || failure instanceof KeyMismatch) {
            failure(request, failure);
        } else {
            unreadable(request, failure);
        }
    }

    /// What somebody asked of the database was refused, or could not be done.
    static void failedRead(RoutingContext request, Throwable failure) {
        if (failure instanceof ProblemException || failure instanceof KeyMismatch) {
            failure(request, failure);
        } else {
            unreadable(request, failure);
        }
    }

    /// A read from the database failed: it is away, too much waits for it, or what was asked for
    /// has been erased.
    static void unreadable(RoutingContext request, Throwable failure) {
        if (failure instanceof Erased) {
            failure(request, failure);
            return;
        }
        LOG.debug("A read failed", failure);
        problem(request, Problem.unavailable("The database does not answer right now.", 2));
    }
}
