package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobState;
import dev.antar.simulator.audit.Audit;
import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What counts of the server's answers, where others go on using it.
class LastWordsTest {

    private static final Seen ASSIGNED = new Seen.AcceptDone("j", "a", false);
    private static final Seen CANCELLED = new Seen.TakenAway("j", "a", JobState.CANCELLED);

    /// One loop, so that the server can tell the audit what clients hear while it answers.
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final Context home = vertx.getOrCreateContext();
    private final Audit audit = new Audit();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void jobThatIsCancelledAfterItsAnswerWasMadeIsAskedAboutAgain() throws Exception {
        audit.saw(ASSIGNED);

        Verdict verdict =
                verdict(
                        request -> {
                            if (asked.incrementAndGet() == 1) {
                                audit.saw(CANCELLED);
                                answer(request, JobState.ASSIGNED, 3);
                            } else {
                                answer(request, JobState.CANCELLED, 4);
                            }
                        },
                        20_000);

        assertTrue(verdict.clean(), verdict.toString());
        assertEquals(2, asked.get());
    }

    @Test
    void streamThatOvertakesAnAnswerHasItAskedForAgain() throws Exception {
        audit.saw(new Seen.Streamed("j", 1, "JobSubmitted", ""));

        Verdict verdict =
                verdict(
                        request -> {
                            if (asked.incrementAndGet() == 1) {
                                audit.saw(new Seen.Streamed("j", 2, "OfferMade", "a"));
                                answer(request, JobState.PENDING, 1);
                            } else {
                                answer(request, JobState.OFFERED, 2);
                            }
                        },
                        20_000);

        assertTrue(verdict.clean(), verdict.toString());
    }

    @Test
    void jobThatIsShownAsItWasBeforeItsEndIsLostHoweverOftenOthersAreAskedAbout() throws Exception {
        audit.saw(ASSIGNED);
        audit.saw(CANCELLED);
        audit.saw(new Seen.Acknowledged("other"));

        Verdict verdict =
                verdict(
                        request -> {
                            if ("/v1/jobs/other".equals(request.path())) {
                                if (asked.incrementAndGet() < 5) {
                                    audit.saw(new Seen.Offered("other", "a"));
                                }
                                answer(request, JobState.OFFERED, 2);
                            } else {
                                answer(request, JobState.ASSIGNED, 3);
                            }
                        },
                        20_000);

        assertEquals(1, verdict.lost(), verdict.toString());
        assertEquals(0, verdict.unchecked());
        assertEquals(5, asked.get());
    }

    @Test
    void jobThatNeverRestsCountsAsNotAnswered() throws Exception {
        audit.saw(new Seen.Acknowledged("j"));

        Verdict verdict =
                verdict(
                        request -> {
                            audit.saw(new Seen.Offered("j", "a"));
                            answer(request, JobState.OFFERED, 2);
                        },
                        200);

        assertEquals(1, verdict.unchecked(), verdict.toString());
        assertEquals(0, verdict.lost());
    }

    private Verdict verdict(Handler<HttpServerRequest> server, long mostMillis) throws Exception {
        Promise<Verdict> verdict = Promise.promise();
        home.runOnContext(
                _ ->
                        vertx.createHttpServer()
                                .requestHandler(server)
                                .listen(0, "127.0.0.1")
                                .compose(
                                        up ->
                                                new LastWords(
                                                                reach(up.actualPort()),
                                                                new Clock(),
                                                                audit,
                                                                2_000,
                                                                mostMillis)
                                                        .collect())
                                .map(audit::verdict)
                                .onComplete(verdict));
        return verdict.future().await(30, TimeUnit.SECONDS);
    }

    private Server reach(int port) {
        return new Server(
                vertx, new ServerAddress("127.0.0.1", port, false), new SplittableRandom(1));
    }

    private static void answer(HttpServerRequest request, JobState state, int version) {
        request.response()
                .putHeader("content-type", "application/json")
                .end(
                        new JsonObject()
                                .put("state", state.name())
                                .put("version", version)
                                .put("driver", "a")
                                .toBuffer());
    }
}
