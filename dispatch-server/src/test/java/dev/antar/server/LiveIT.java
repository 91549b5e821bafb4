package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The live feed over real sockets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    @Test
    void clientWithoutAViewIsShownTheWholeRegion() {
        try (TestSocket map = live();
                TestSocket driver = server.onDuty("everywhere", -33.8, 151.2)) {
            JsonObject frame = map.await(f -> shows(f, "everywhere"), "the driver");

            assertTrue(count(frame, "IDLE") > 0, frame.encode());
            driver.send("{'t':'offline','id':'1'}");
            map.await(
                    f -> f.getJsonArray("driversRemoved", new JsonArray()).contains("everywhere"),
                    "his leaving");
        }
    }

    @Test
    void viewIsShownAndNothingElse() {
        try (TestSocket map = live();
                TestSocket here = server.onDuty("fiji-here", -17.8, 179.99);
                TestSocket across = server.onDuty("fiji-across", -17.8, -179.99);
                TestSocket away = server.onDuty("away", 40, 20)) {
            map.await(f -> shows(f, "away"), "the whole region first");
            map.send(
                    "{'t':'view','id':7,'west':179.9,'east':-179.9,'south':-18,'north':-17.6,"
                            + "'zoom':12}");
            map.await(f -> f.getInteger("view", 0) == 7, "the view");
            map.send("{'t':'resync'}");
            JsonObject snapshot = map.await("snapshot");

            assertEquals("default", snapshot.getString("region"));
            assertEquals(7, snapshot.getInteger("view"));
            assertTrue(shows(snapshot, "fiji-here") && shows(snapshot, "fiji-across"));
            assertFalse(shows(snapshot, "away"));
            assertEquals("EACH", snapshot.getJsonObject("detail").getString("drivers"));
            assertTrue(count(snapshot, "IDLE") >= 3, "counts are of the whole region");
            here.fix(-17.81, 179.99);
            map.await(f -> shows(f, "fiji-here"), "his move");
            across.fix(-17.81, -179.99);
            away.fix(40.001, 20);
            JsonObject moved = map.await(f -> shows(f, "fiji-across"), "the other's move");
            assertFalse(shows(moved, "away"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/west, '181, 10, 0, 10, 5'",
        "/south, '0, 10, 11, 10, 5'",
        "/north, '0, 10, 0, 91, 5'",
        "/zoom, '0, 10, 0, 10, 25'",
    })
    void viewThatCannotBeIsAnsweredByAnErrorAndTheLastOneHolds(String pointer, String view) {
        String[] parts = view.split(", ", -1);
        try (TestSocket map = live()) {
            map.await("snapshot");
            map.send(
                    "{'t':'view','west':%s,'east':%s,'south':%s,'north':%s,'zoom':%s}"
                            .formatted((Object[]) parts));

            JsonObject problem = map.await("error").getJsonObject("problem");
            assertEquals(
                    pointer, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
            map.await("delta");
        }
    }

    @Test
    void foreignPagesMayNotOpenSockets() {
        String answer =
                server.http
                        .newWebSocketBuilder()
                        .header("origin", "https://elsewhere.example")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + server.port() + "/v1/live"),
                                new WebSocket.Listener() {})
                        .handle((_, failure) -> String.valueOf(failure))
                        .join();

        assertTrue(answer.contains("WebSocketHandshakeException"), answer);
    }

    @Test
    void hundredOperatorsWhoStopReadingAreGivenUpAndHurtNobody() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        List<TestSocket> drivers = new ArrayList<>();
        try (TestSocket reader = live()) {
            for (int i = 0; i < 120; i++) {
                drivers.add(server.onDuty("loud-" + i, 12 + i * 0.001, 50));
            }
            for (int i = 0; i < 100; i++) {
                deaf.add(deafOperator());
            }
            awaitMetric("antar_sockets{kind=\"live\"}", 101);

            int moves = 0;
            long until = System.nanoTime() + 50_000_000_000L;
            while (server.metric("antar_slow_consumers_total{socket=\"live\"}") < 100) {
                assertTrue(System.nanoTime() < until, "not given up in 50 s");
                moves++;
                if (moves % 2 == 0) {
                    deaf.forEach(LiveIT::askForSnapshot);
                }
                // Each of them often enough to be alive, none too often.
                for (int i = moves % 4; i < 120; i += 4) {
                    drivers.get(i).fix(12 + i * 0.001 + moves * 1e-6, 50);
                }
                JsonObject ping = ping(drivers.getFirst());
                assertEquals("pong", ping.getString("t"));
                reader.await(LiveIT::showsAnybody, "a move");
            }

            awaitMetric("antar_sockets{kind=\"live\"}", 1);
        } finally {
            drivers.forEach(TestSocket::close);
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    private static boolean showsAnybody(JsonObject frame) {
        return !frame.getJsonArray("drivers", new JsonArray()).isEmpty();
    }

    /// So that much is sent to whoever does not read it.
    private static void askForSnapshot(Socket socket) {
        byte[] text = "{\"t\":\"resync\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        // Masked by zeros, as clients' frames must be masked.
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        try {
            socket.getOutputStream().write(frame);
        } catch (IOException _) {
            // The server has given this one up already.
        }
    }

    private static JsonObject ping(TestSocket driver) {
        driver.send("{'t':'ping'}");
        return driver.await("pong");
    }

    /// Opens the feed and never reads again, with a small window.
    private Socket deafOperator() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream()
                .write(
                        """
                        GET /v1/live HTTP/1.1
                        Host: x
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """
                                .replace("\n", "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitMetric(String name, double value) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (server.metric(name) != value) {
            assertTrue(System.nanoTime() < until, name + " is " + server.metric(name));
            Pause.beforeLookingAgain();
        }
    }

    private TestSocket live() {
        return new TestSocket(server.http, server.port(), "/v1/live");
    }

    private static boolean shows(JsonObject frame, String driver) {
        JsonArray drivers = frame.getJsonArray("drivers", new JsonArray());
        return IntStream.range(0, drivers.size())
                .anyMatch(i -> drivers.getJsonObject(i).getString("id").equals(driver));
    }

    private static int count(JsonObject frame, String state) {
        return frame.getJsonObject("counts").getJsonObject("drivers").getInteger(state);
    }
}
