package dev.antar.server.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.engine.webhook.SigningSecret;
import dev.antar.server.engine.webhook.TargetRule;
import dev.antar.server.engine.webhook.Webhook;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Receivers as bad as they come, on loopback.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedClientTest {

    /// For receivers that answer, however slow this machine is; and for those that never will.
    private static final SendingLimits PATIENT = within(20_000);

    private static final SendingLimits HASTY = within(200);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();

    /// Vert.x closes a client that nobody holds any more, also one that is at work.
    private final List<GuardedClient> clients = new ArrayList<>();

    private int port;

    @BeforeAll
    void start() {
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(
                                request -> {
                                    requests.incrementAndGet();
                                    switch (String.valueOf(request.path())) {
                                        case "/hang" -> {}
                                        case "/redirect" ->
                                                request.response()
                                                        .setStatusCode(307)
                                                        .putHeader("location", "/ok")
                                                        .end();
                                        case "/endless", "/endless-error" -> {
                                            var response = request.response().setChunked(true);
                                            response.setStatusCode(
                                                    "/endless".equals(request.path()) ? 200 : 500);
                                            vertx.setPeriodic(
                                                    1,
                                                    id -> {
                                                        if (response.closed()) {
                                                            vertx.cancelTimer(id);
                                                        } else {
                                                            response.write("x".repeat(1_000));
                                                        }
                                                    });
                                        }
                                        case "/begun" ->
                                                request.response().setChunked(true).write("x");
                                        case "/cut" -> request.connection().close();
                                        case "/busy" ->
                                                request.response()
                                                        .setStatusCode(503)
                                                        .putHeader("retry-after", "17")
                                                        .end();
                                        case "/host" ->
                                                request.response()
                                                        .setStatusCode(
                                                                String.valueOf(
                                                                                        request
                                                                                                .getHeader(
                                                                                                        "host"))
                                                                                .startsWith(
                                                                                        "hooks.example:")
                                                                        ? 204
                                                                        : 400)
                                                        .end();
                                        default -> request.response().end("thanks");
                                    }
                                })
                        .listen(0, "127.0.0.1")
                        .await();
        port = server.actualPort();
    }

    @AfterAll
    void stop() {
        vertx.close().await();
    }

    @Test
    void answerFrom200To299IsADelivery() {
        Attempt attempt = sendTo("/ok");

        assertEquals(Attempt.Outcome.DELIVERED, attempt.outcome());
        assertEquals(200, attempt.status());
    }

    @Test
    void redirectIsNotFollowed() {
        int before = requests.get();

        Attempt attempt = sendTo("/redirect");

        assertEquals(Attempt.Outcome.REDIRECTED, attempt.outcome());
        assertEquals(307, attempt.status());
        assertEquals(before + 1, requests.get());
    }

    @Test
    void receiverThatHangsIsGivenUpInTime() {
        Attempt attempt = sendTo("/hang", HASTY);

        assertEquals(Attempt.Outcome.TIMED_OUT, attempt.outcome());
        assertTrue(attempt.tookMillis() >= HASTY.totalMillis());
    }

    @Test
    void endlessAnswerIsCutOffAndItsStatusCounts() {
        assertEquals(Attempt.Outcome.DELIVERED, sendTo("/endless").outcome());
        assertEquals(Attempt.Outcome.REFUSED, sendTo("/endless-error").outcome());
        assertEquals(Attempt.Outcome.DELIVERED, sendTo("/begun", within(2_000)).outcome());
    }

    @Test
    void receiverMaySayWhenToComeAgain() {
        Attempt attempt = sendTo("/busy");

        assertEquals(Attempt.Outcome.REFUSED, attempt.outcome());
        assertEquals(503, attempt.status());
        assertEquals(17, attempt.retryAfterSeconds());
    }

    @Test
    void connectionThatBreaksOrCannotBeMadeIsAFailure() {
        assertEquals(Attempt.Outcome.UNREACHABLE, sendTo("/cut").outcome());
        assertEquals(
                Attempt.Outcome.UNREACHABLE,
                send(new TargetRule(true), NameResolver.system(), "http://127.0.0.1:1/").outcome());
    }

    /// The name is asked for once, and the connection goes where it led then: whoever answers
    /// otherwise the second time is not asked a second time.
    @Test
    void connectionGoesToTheAddressThatWasChecked() {
        AtomicInteger asked = new AtomicInteger();
        NameResolver rebinding =
                _ ->
                        asked.incrementAndGet() == 1
                                ? List.of(InetAddress.ofLiteral("127.0.0.1"))
                                : List.of(InetAddress.ofLiteral("10.0.0.1"));

        Attempt attempt =
                send(new TargetRule(true), rebinding, "http://hooks.example:" + port + "/host");

        assertEquals(Attempt.Outcome.DELIVERED, attempt.outcome());
        assertEquals(204, attempt.status());
        assertEquals(1, asked.get());
    }

    @Test
    void nameThatAlsoLeadsInsideIsNotConnectedTo() {
        int before = requests.get();
        NameResolver both =
                _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1"));

        Attempt attempt =
                send(new TargetRule(false), both, "https://hooks.example:" + port + "/ok");

        assertEquals(Attempt.Outcome.INTERNAL_ADDRESS, attempt.outcome());
        assertEquals(before, requests.get());
    }

    @Test
    void addressThatWasAllowedOnceIsNotForEver() {
        assertEquals(
                Attempt.Outcome.INTERNAL_ADDRESS,
                send(
                                new TargetRule(false),
                                NameResolver.system(),
                                "http://127.0.0.1:" + port + "/ok")
                        .outcome());
    }

    @Test
    void nameThatNobodyKnowsAndOneThatIsNeverAnsweredAreFailures() throws Exception {
        NameResolver unknown =
                host -> {
                    throw new UnknownHostException(host);
                };
        CountDownLatch answer = new CountDownLatch(1);
        NameResolver silent =
                _ -> {
                    boolean released = awaitQuietly(answer);
                    return List.of(InetAddress.ofLiteral(released ? "1.1.1.1" : "1.1.1.2"));
                };

        assertEquals(
                Attempt.Outcome.UNKNOWN_HOST,
                send(new TargetRule(false), unknown, "https://hooks.example/").outcome());
        assertEquals(
                Attempt.Outcome.TIMED_OUT,
                send(new TargetRule(false), silent, "https://hooks.example/", HASTY).outcome());
        answer.countDown();
    }

    @Test
    void certificateThatNobodyVouchesForIsNotTrusted() {
        PfxOptions own =
                new PfxOptions().setPath("webhooks/self-signed.p12").setPassword("changeit");
        HttpServer tls =
                vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(own))
                        .requestHandler(request -> request.response().end())
                        .listen(0, "127.0.0.1")
                        .await();

        Attempt attempt =
                send(
                        new TargetRule(true),
                        NameResolver.system(),
                        "https://localhost:" + tls.actualPort() + "/");

        assertEquals(Attempt.Outcome.UNTRUSTED, attempt.outcome());
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }

    private static SendingLimits within(int totalMillis) {
        return new SendingLimits(4, totalMillis, totalMillis, 4_096, 50, 1_000, 60_000, 30);
    }

    private Attempt sendTo(String path) {
        return sendTo(path, PATIENT);
    }

    private Attempt sendTo(String path, SendingLimits limits) {
        return send(
                new TargetRule(true),
                NameResolver.system(),
                "http://127.0.0.1:" + port + path,
                limits);
    }

    private Attempt send(TargetRule rule, NameResolver names, String url) {
        return send(rule, names, url, PATIENT);
    }

    private Attempt send(TargetRule rule, NameResolver names, String url, SendingLimits limits) {
        Webhook to =
                new Webhook(
                        "w",
                        url,
                        "",
                        List.of(),
                        Webhook.State.ENABLED,
                        SigningSecret.random(),
                        null,
                        0,
                        0);
        GuardedClient client = new GuardedClient(vertx, rule, limits, names);
        clients.add(client);
        Promise<Attempt> promise = Promise.promise();
        vertx.runOnContext(_ -> client.send(to, new Message("m", "{}")).onComplete(promise));
        return promise.future().await();
    }
}
