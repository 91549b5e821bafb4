package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server that is told to stop while everybody is using it, and the next one on the same port.
class DrainIT {

    private static final String EVENTS = "/v1/jobs/j0/events";
    private static final long SECONDS = 30;

    @Test
    void everybodyIsToldWhenToComeBackAndFindsEverythingAsHeWasTold(@TempDir Path folder)
            throws IOException {
        Path data = folder.resolve("data");
        try (ServerChild server =
                new ServerChild(data, ServerChild.freePort(), "--drain-delay", "2")) {
            String before;
            String created;
            String offer;
            try (TestSocket driver = TestSocket.driver(server.http, server.port(), "d");
                    TestSocket other = TestSocket.driver(server.http, server.port(), "other");
                    TestSocket map = new TestSocket(server.http, server.port(), "/v1/live");
                    Socket kept = keptAlive(server.port())) {
                map.await("snapshot");
                offer = offered(server, driver);
                CompletableFuture<List<String>> stream = follow(server, 0);

                server.terminate();
                unready(server);
                assertLastOfItsConnection(server.port());
                created = server.post("/v1/jobs", job(1), "k1").body();
                driver.send("{'t':'accept','id':'yes','offer':'" + offer + "'}");
                assertEquals("DONE", driver.ack("yes").getString("result"));

                JsonObject bye = driver.await("bye");
                driver.send("{'t':'arrived','id':'here','job':'j0'}");
                assertEquals("DONE", driver.ack("here").getString("result"));
                assertEquals("RESTART", bye.getString("reason"));
                for (JsonObject each : List.of(bye, other.await("bye"), map.await("bye"))) {
                    assertSoonButNotAtOnce(each.getLong("reconnectAfterMs"));
                }
                assertEquals(
                        List.of(1012, 1012, 1012),
                        List.of(driver.closeCode(), other.closeCode(), map.closeCode()));
                assertEquals(-1, kept.getInputStream().read());
                before = String.join("\n", join(stream));
                assertEquals(0, server.exitCode());
            }
            Matcher retries = Pattern.compile("retry: (\\d+)").matcher(before);
            long last =
                    retries.results().mapToLong(r -> Long.parseLong(r.group(1))).max().orElse(0);
            assertSoonButNotAtOnce(last);
            assertTrue(before.contains("event: OfferAccepted"), before);

            server.startAgain();

            assertEquals(created, server.post("/v1/jobs", job(1), "k1").body());
            assertRepeatedCommandsAreDone(server, offer);
            assertStreamGoesOn(server, before);
        }
    }

    @Test
    void secondSignalEndsItAtOnceAlthoughAnOfferIsStillOpen(@TempDir Path folder) {
        try (ServerChild server = new ServerChild(folder.resolve("data"), ServerChild.freePort());
                TestSocket driver = TestSocket.driver(server.http, server.port(), "d")) {
            offered(server, driver);
            server.terminate();
            unready(server);

            server.terminate();

            assertEquals(128 + 15, server.exitCode());
        }
    }

    /// The driver is offered the first job.
    private static String offered(ServerChild server, TestSocket driver) {
        driver.send("{'t':'online','id':'on'}");
        driver.send("{'t':'fix','at':" + System.currentTimeMillis() + ",'lat':50,'lng':10}");
        driver.ack("on");
        assertEquals(201, server.post("/v1/jobs", job(0), "k0").statusCode());
        return driver.await("offer").getString("offer");
    }

    /// What it says of itself once it has heard the signal.
    private static void unready(ServerChild server) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        HttpResponse<String> answer = server.get("/readyz");
        while (answer.statusCode() != 503) {
            assertTrue(System.nanoTime() < until, answer.body());
            Pause.beforeLookingAgain();
            answer = server.get("/readyz");
        }
        assertTrue(answer.body().contains("\"DRAINING\""), answer.body());
    }

    private static void assertRepeatedCommandsAreDone(ServerChild server, String offer) {
        try (TestSocket driver = new TestSocket(server.http, server.port(), "/v1/driver")) {
            driver.send("{'t':'hello','proto':1,'driver':'d'}");
            JsonObject state = driver.await("welcome").getJsonObject("state");
            assertEquals("ON_JOB", state.getString("driver"));
            assertEquals("j0", state.getJsonArray("jobs").getJsonObject(0).getString("id"));
            driver.send("{'t':'accept','id':'yes','offer':'" + offer + "'}");
            driver.send("{'t':'arrived','id':'here','job':'j0'}");
            assertEquals("DONE", driver.ack("yes").getString("result"));
            assertEquals("DONE", driver.ack("here").getString("result"));
            driver.send("{'t':'pickedUp','id':'up','job':'j0'}");
            driver.send("{'t':'completed','id':'end','job':'j0'}");
            assertEquals("DONE", driver.ack("end").getString("result"));
        }
    }

    private static void assertStreamGoesOn(ServerChild server, String before) {
        int known = (int) before.lines().filter(line -> line.startsWith("id: ")).count();
        List<String> after = join(follow(server, known));
        assertTrue(after.contains("id: " + (known + 1)), String.join("\n", after));
        assertTrue(after.contains("event: JobCompleted"), String.join("\n", after));
    }

    /// Neither before the next server can be there nor so late that a driver counts as gone.
    private static void assertSoonButNotAtOnce(long millis) {
        assertTrue(millis >= 1_000 && millis < 30_000, "come back in " + millis + " ms");
    }

    /// All lines of the first job's events, once the stream has ended.
    private static CompletableFuture<List<String>> follow(ServerChild server, int after) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + EVENTS))
                        .header("last-event-id", Integer.toString(after))
                        .build();
        CompletableFuture<HttpResponse<Stream<String>>> begun =
                server.http.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        begun.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        return begun.thenApplyAsync(response -> response.body().toList());
    }

    private static List<String> join(CompletableFuture<List<String>> lines) {
        return lines.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /// A connection that has had an answer and waits for its next request.
    private static Socket keptAlive(int port) throws IOException {
        Socket socket = askLive(port);
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("}")) {
            answer.append((char) in.read());
        }
        assertTrue(answer.toString().startsWith("HTTP/1.1 200"), answer.toString());
        return socket;
    }

    /// Whoever is answered now does not use the connection again.
    private static void assertLastOfItsConnection(int port) throws IOException {
        try (Socket socket = askLive(port)) {
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("connection: close"), answer);
        }
    }

    private static Socket askLive(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
        socket.getOutputStream()
                .write(
                        "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// The first is where the driver is, the other where nobody is.
    private static String job(int i) {
        int lat = i == 0 ? 50 : 10;
        return "{'id':'j"
                + i
                + "','kind':'RIDE','pickup':{'lat':"
                + lat
                + ",'lng':10},'dropoff':{'lat':"
                + lat
                + ".01,'lng':10}}";
    }
}
