package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.Priority;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// The gate before a real server, whose handler answers `/v1/now`, fails on `/v1/fails` and leaves
/// everybody else waiting.
final class GateTest {

    private static final long SECOND = 1_000_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Admission admission = new Admission(new ConcurrencyLimit());
    private final Meters meters = new Meters();
    private final Queue<RoutingContext> waiting = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private volatile boolean draining;
    private volatile @Nullable Runnable look;
    private volatile @Nullable Runnable serve;
    private volatile @Nullable Runnable lend;
    private volatile @Nullable Context loop;
    private HttpServer server;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        Gate gate =
                new Gate(
                        admission,
                        meters,
                        router,
                        () -> draining,
                        now::get,
                        (millis, task) -> {
                            if (millis == Gate.LEND_MILLIS) {
                                lend = task;
                            } else if (millis < 1_000) {
                                serve = task;
                            } else {
                                look = task;
                            }
                            loop = Vertx.currentContext();
                        });
        router.route().handler(gate::entered);
        router.route("/v1/few").handler(new AtOnce(1));
        router.route("/v1/*").handler(BodyHandler.create(false));
        router.route().handler(gate::bodyRead);
        router.route("/v1/now").handler(request -> request.response().end("done"));
        router.route("/livez").handler(request -> request.response().end("alive"));
        router.route("/v1/fails")
                .handler(
                        _ -> {
                            throw new IllegalStateException("as planned");
                        });
        router.route().handler(waiting::add);
        server = vertx.createHttpServer().requestHandler(gate);
        server.listen(0, "127.0.0.1").await();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().await();
    }

    @Test
    void clientThatGoesAwayBeforeItsAnswerGivesItsPlaceBack() throws IOException {
        Socket client = send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        await(() -> !waiting.isEmpty());
        assertEquals(1, admission.underWay());

        client.close();

        await(() -> admission.underWay() == 0);
        RoutingContext late = waiting.remove();
        onLoop(() -> late.response().end("too late"));
        assertEquals(0, admission.underWay());
    }

    @Test
    void clientThatGoesAwayInTheMiddleOfItsBodyGivesItsPlaceBack() throws IOException {
        Socket client = send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
        await(() -> admission.underWay() == 1);

        client.close();

        await(() -> admission.underWay() == 0);
        assertTrue(waiting.isEmpty());
    }

    @Test
    void requestThatIsOverHoldsNoneOfThoseThatCameAfterIt() throws IOException {
        get("/v1/jobs/first");
        await(() -> waiting.size() == 1);
        get("/v1/jobs/second");
        await(() -> waiting.size() == 2);
        RoutingContext first = waiting.remove();
        RoutingContext second = waiting.remove();

        onLoop(() -> first.response().end("done"));
        onLoop(() -> second.response().end("done"));

        await(() -> admission.underWay() == 0);
        for (RoutingContext each : List.of(first, second)) {
            Passage over = Objects.requireNonNull(Passage.of(each));
            assertNull(over.before);
            assertNull(over.after);
        }
    }

    @Test
    void handlerThatFailsGivesThePlaceBack() throws IOException {
        assertEquals("HTTP/1.1 500 Internal Server Error", answer(get("/v1/fails")).getFirst());

        await(() -> admission.underWay() == 0);
    }

    @Test
    void requestThatTheRouterCannotReadGivesItsPlaceBack() throws IOException {
        assertEquals("HTTP/1.1 404 Not Found", answer(get("nowhere")).getFirst());

        await(() -> admission.underWay() == 0);
    }

    @Test
    void answeredRequestsGiveTheirPlacesBack() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertEquals("HTTP/1.1 200 OK", answer(get("/v1/now")).getFirst());
        }

        await(() -> admission.underWay() == 0);
    }

    @Test
    void whoeverIsTooManyIsToldWhenToComeBackAndHealthIsAnswered() throws IOException {
        fill();

        List<String> refused = answer(get("/v1/now"));

        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("content-type: application/problem+json"), refused.toString());
        assertTrue(
                refused.stream().anyMatch(line -> line.matches("retry-after: [1-8]")),
                refused.toString());
        assertEquals(429, new JsonObject(refused.getLast()).getInteger("status"));
        assertEquals("HTTP/1.1 200 OK", answer(get("/livez")).getFirst());
        assertTrue(
                meters.scrape().contains("antar_http_refused_total{priority=\"READ\"} 1.0"),
                meters.scrape());
    }

    @Test
    void connectionServesOnAfterARefusalAlsoOfARequestWithABody() throws IOException {
        fill();
        Socket client = send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
        assertEquals("HTTP/1.1 429 Too Many Requests", answer(client).getFirst());
        empty();

        client.getOutputStream()
                .write("GET /v1/now HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 200 OK", answer(client).getFirst());
    }

    @Test
    void refusalOfAServerThatStopsIsTheLastOnItsConnectionOnceTheBodyIsThere() throws IOException {
        fill();
        draining = true;
        Socket client = send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
        List<String> refused = answer(client);
        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("connection: close"), refused.toString());

        client.getOutputStream().write("dy".getBytes(StandardCharsets.UTF_8));

        // By the close and no reset, which could take the answer away.
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void crowdIsToldToComeBackInDifferentSeconds() throws IOException {
        fill();
        List<String> seconds = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            answer(get("/v1/now")).stream()
                    .filter(line -> line.startsWith("retry-after"))
                    .forEach(seconds::add);
        }

        assertEquals(8, seconds.stream().distinct().count(), seconds.toString());
    }

    @Test
    void heavyRequestsAreFewAtOnceAndThoseThatGoAwayMakeRoom() throws IOException {
        Socket first = get("/v1/few");
        await(() -> waiting.size() == 1);

        List<String> second = answer(get("/v1/few"));
        assertEquals("HTTP/1.1 429 Too Many Requests", second.getFirst());
        assertTrue(second.stream().anyMatch(line -> line.startsWith("retry-after: ")));
        first.close();
        await(() -> admission.underWay() == 0);
        get("/v1/few");

        await(() -> waiting.size() == 2);
    }

    @Test
    void bodyThatDribblesInIsWaitedForForTenSecondsAndKeepsItsPlaceForAMoment() throws IOException {
        Socket client = send(BEGUN);
        await(() -> admission.underWay() == 1);

        now.addAndGet(2 * Gate.HOLD_NANOS);
        onLoop(() -> Objects.requireNonNull(lend).run());
        assertEquals(0, admission.underWay());
        assertEquals(1, admission.slow());
        now.addAndGet(9 * SECOND);
        onLoop(look);
        assertEquals(1, admission.slow());
        now.addAndGet(2 * SECOND);
        onLoop(look);

        assertEquals(0, admission.slow());
        assertEquals("HTTP/1.1 408 Request Timeout", answer(client).getFirst());
        await(() -> ended(client));
    }

    @Test
    void bodyThatComesLateFindsAPlaceOrIsRefused() throws IOException {
        Socket first = slow();
        Socket second = slow();

        first.getOutputStream().write("}".getBytes(StandardCharsets.UTF_8));
        await(() -> waiting.size() == 1);
        assertEquals(1, admission.underWay());
        fill();
        int others = admission.underWay();
        second.getOutputStream().write("}".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 429 Too Many Requests", answer(second).getFirst());
        assertEquals(others, admission.underWay());
        assertEquals(0, admission.slow());
        assertEquals(1, waiting.size());
    }

    @Test
    void clientThatGoesAwayInTheMiddleOfASlowBodyIsForgotten() throws IOException {
        Socket client = slow();

        client.close();

        await(() -> admission.slow() == 0);
        assertEquals(0, admission.underWay());
    }

    @Test
    void oneSlowBodyTooManyIsTakenAtTheCostOfTheSlowest() throws IOException {
        Socket slowest = slow();
        int others = Admission.MOST_SLOW - 1;
        admission.slower(others);

        slow();

        assertEquals("HTTP/1.1 408 Request Timeout", answer(slowest).getFirst());
        await(() -> ended(slowest));
        assertEquals(others + 1, admission.slow());
    }

    private static final String BEGUN =
            "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{";

    /// One whose body has not come in one piece.
    private Socket slow() throws IOException {
        int before = admission.underWay();
        Socket client = send(BEGUN);
        await(() -> admission.underWay() == before + 1);
        now.addAndGet(2 * Gate.HOLD_NANOS);
        onLoop(() -> Objects.requireNonNull(lend).run());
        return client;
    }

    @Test
    void requestThatNobodyAnswersIsToldSo() throws IOException {
        Socket client = get("/v1/jobs/j1");
        await(() -> !waiting.isEmpty());

        now.addAndGet(31 * SECOND);
        onLoop(look);

        assertEquals("HTTP/1.1 503 Service Unavailable", answer(client).getFirst());
        assertEquals(0, admission.underWay());
    }

    @Test
    void beyondWhatIsRefusedAtOnceClientsWaitAndAreServedWhenThereIsRoom() throws IOException {
        fill();
        refuseAllThatMayBe();
        Socket patient = get("/v1/now");
        await(() -> admission.waiting() == 1);

        onLoop(() -> Objects.requireNonNull(serve).run());
        assertEquals(1, admission.waiting());
        empty();
        onLoop(() -> Objects.requireNonNull(serve).run());

        assertEquals("HTTP/1.1 200 OK", answer(patient).getFirst());
        assertEquals(0, admission.waiting());
        await(() -> admission.underWay() == 0);
    }

    @Test
    void bodyOfARequestThatWaitedIsRead() throws IOException {
        fill();
        refuseAllThatMayBe();
        Socket patient = send("POST /v1/now HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
        await(() -> admission.waiting() == 1);
        empty();
        onLoop(() -> Objects.requireNonNull(serve).run());

        patient.getOutputStream().write("dy".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 200 OK", answer(patient).getFirst());
    }

    @Test
    void placeThatIsGivenBackGoesToTheNewestThatWaits() throws IOException {
        fill();
        refuseAllThatMayBe();
        Socket first = get("/v1/now");
        await(() -> admission.waiting() == 1);
        Socket second = get("/v1/jobs/new");
        await(() -> admission.waiting() == 2);

        while (admission.underWay() >= ConcurrencyLimit.START * 60 / 100) {
            admission.leave(Priority.CHANGE);
        }
        onLoop(() -> Objects.requireNonNull(serve).run());

        await(() -> !waiting.isEmpty());
        assertEquals("/v1/jobs/new", waiting.remove().request().path());
        assertEquals(1, admission.waiting());
        second.close();
        assertEquals("HTTP/1.1 200 OK", answer(first).getFirst());
    }

    @Test
    void nobodyWaitsForLongerThanFiveSeconds() throws IOException {
        fill();
        refuseAllThatMayBe();
        List<Socket> patient = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            patient.add(send("POST /v1/now HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"));
        }
        await(() -> admission.waiting() == 1_000);

        now.addAndGet(SECOND);
        onLoop(() -> Objects.requireNonNull(serve).run());
        assertEquals(1_000 - RefusalBudget.LEAST_PER_SECOND, admission.waiting());
        now.addAndGet(5 * SECOND);
        onLoop(() -> Objects.requireNonNull(serve).run());

        assertEquals(0, admission.waiting());
        for (Socket each : patient) {
            assertEquals("HTTP/1.1 429 Too Many Requests", answer(each).getFirst());
        }
    }

    @Test
    void serverThatStopsKeepsNobodyWaiting() throws IOException {
        fill();
        refuseAllThatMayBe();
        Socket patient = get("/v1/now");
        await(() -> admission.waiting() == 1);

        draining = true;
        onLoop(() -> Objects.requireNonNull(serve).run());

        List<String> refused = answer(patient);
        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("connection: close"), refused.toString());
        assertEquals("HTTP/1.1 429 Too Many Requests", answer(get("/v1/now")).getFirst());
    }

    @Test
    void whoeverGoesAwayWhileHeWaitsTakesNoPlace() throws IOException {
        fill();
        refuseAllThatMayBe();
        get("/v1/now").close();
        await(() -> admission.waiting() == 1);

        empty();
        await(
                () -> {
                    onLoop(() -> Objects.requireNonNull(serve).run());
                    return admission.waiting() == 0;
                });

        await(() -> admission.underWay() == 0);
    }

    /// Time stands still, so that nothing is earned meanwhile.
    private void refuseAllThatMayBe() throws IOException {
        for (int i = 0; i < RefusalBudget.MOST; i++) {
            Socket socket = get("/v1/now");
            assertEquals("HTTP/1.1 429 Too Many Requests", answer(socket).getFirst());
            socket.close();
        }
    }

    private void empty() {
        while (admission.underWay() > 0) {
            admission.leave(Priority.CHANGE);
        }
    }

    private void fill() {
        while (admission.enter(Priority.CHANGE, 1)) {
            // One more.
        }
        while (admission.enter(Priority.READ, 1)) {
            // One more.
        }
    }

    private Socket get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /// Status line, headers, and the body as the last line.
    private static List<String> answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        int length = 0;
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            lines.add(line);
            if (line.startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
            line = in.readLine();
        }
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            read += in.read(body, read, length - read);
        }
        lines.add(new String(body));
        return lines;
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException _) {
            return true;
        }
    }

    /// On the loop that serves: the one whose timers look.
    private void onLoop(@Nullable Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Objects.requireNonNull(loop)
                .runOnContext(
                        _ -> {
                            if (task != null) {
                                task.run();
                            }
                            done.complete(null);
                        });
        done.join();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("did not come true");
            }
            Thread.onSpinWait();
        }
    }
}
