package dev.antar.server.stream;

import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.random.RandomGenerator;

/// The words for what became of a driver's frame. Any thread.
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /// Each his own moment: all at once would be refused together once more.
    private static final int RETRY_FROM_MILLIS = 1_500;

    private static final int RETRY_TO_MILLIS = 3_500;

    private Answers() {}

    /// The definitive answer to a command.
    static String ack(String id, Result result) {
        JsonObject ack = new JsonObject().put("t", "ack").put("id", id);
        switch (result) {
            case Result.Done _ -> ack.put("result", "DONE");
            case Result.Rejected(Rejection reason) ->
                    ack.put("result", "REJECTED")
                            .put("reason", reason.name())
                            .put("detail", reason.sentence());
        }
        return ack.encode();
    }

    /// The answer to a command whose id stands for another one; that one's answer is another frame.
    static String idReused(String id) {
        return new JsonObject()
                .put("t", "ack")
                .put("id", id)
                .put("result", "REJECTED")
                .put("reason", "ID_REUSED")
                .put("detail", "Another command came under this id before; this one needs its own.")
                .encode();
    }

    /// The answer to a command of which it is not known whether it was carried out.
    static String unavailable(String id, Throwable failure, RandomGenerator random) {
        if (!(failure instanceof RegionUnavailable)) {
            LOG.error("A driver's command failed in a way that nobody foresaw", failure);
        }
        return new JsonObject()
                .put("t", "ack")
                .put("id", id)
                .put("result", "UNAVAILABLE")
                .put("retryAfterMs", random.nextInt(RETRY_FROM_MILLIS, RETRY_TO_MILLIS))
                .encode();
    }

    static Problem tooMany(DriverLimits.Rate rate, String what) {
        return new Problem(
                "too-many-requests",
                429,
                "Too many " + what,
                what
                        + ": must be at most "
                        + rate.perSecond()
                        + " a second; this frame was not read",
                null,
                List.of(),
                1);
    }

    static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case RegionUnavailable away ->
                    Problem.unavailable(away.getMessage(), away.retryAfterSeconds());
            default -> {
                LOG.error("A hello failed in a way that nobody foresaw", failure);
                yield Problem.of("internal", 500, "Internal error", "The server failed.");
            }
        };
    }
}
