package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadReport;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.processes.ServerProcess;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Real processes, real sockets, a real database, and what happens when one of them goes away.
class EndToEndIT {

    private static final double SPEED = 30;

    @TempDir private Path folder;

    @Test
    void nothingIsLostWhenTheServerIsKilledInTheMiddle() throws Exception {
        int port = freePort();
        Vertx vertx = Vertx.vertx();
        ServerProcess server = start(port);
        try {
            Load load = new Load(load(server, 10), vertx);
            Future<LoadResult> running = load.start();
            await(() -> load.status().completed() >= 5, "the first jobs to be completed");

            server.kill();
            server = start(port);

            LoadResult result = running.await();
            assertTrue(result.verdict().clean(), result.verdict().toString());
            assertTrue(result.verdict().acknowledged() > 30, result.verdict().toString());
            assertTrue(result.traffic().reconnects() >= 60, "every driver came back by himself");
            assertEquals(
                    0, result.jobs().stream().filter(job -> job.outcome().equals("OPEN")).count());
        } finally {
            vertx.close().await();
            server.close();
        }
        assertNoProcessIsLeft();
        assertBothLivesAreReplayedBitForBit();
    }

    private void assertBothLivesAreReplayedBitForBit() throws Exception {
        Path told = folder.resolve("replay.log");
        int code =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getenv("ANTAR_SERVER_CLASSPATH"),
                                "dev.antar.server.Main",
                                "replay",
                                folder.resolve("data/recordings").toString(),
                                "--verify")
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start()
                        .waitFor();
        String lines = Files.readString(told);
        assertEquals(0, code, lines);
        assertEquals(2, lines.lines().filter(line -> line.contains("EQUAL")).count(), lines);
    }

    @Test
    void positionsGoOnWhileTheDatabaseIsAwayAndCreatesAreRefusedQuickly() throws Exception {
        int port = freePort();
        Vertx vertx = Vertx.vertx();
        ServerProcess server = start(port);
        List<ProcessHandle> postgres = postgres();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Load load = new Load(load(server, 16), vertx);
            Future<LoadResult> running = load.start();
            await(() -> load.status().completed() >= 3, "the first jobs to be completed");

            signal(postgres, "STOP");
            long began = System.nanoTime();
            await(() -> create(http, port, "first").statusCode() == 503, "a refusal");
            long asked = System.nanoTime();
            HttpResponse<String> refused = create(http, port, "second");
            assertEquals(503, refused.statusCode(), refused.body());
            assertTrue(refused.headers().firstValue("retry-after").isPresent());
            assertTrue(System.nanoTime() - asked < 1_500_000_000L, "refused quickly");
            await(() -> get(http, port, "/readyz").statusCode() == 503, "a word about it");
            await(
                    () -> {
                        assertEquals(
                                200,
                                search(http, port).statusCode(),
                                "searches are answered all the time");
                        return System.nanoTime() - began > 8_000_000_000L;
                    },
                    "eight seconds");
            assertTrue(
                    freshest(search(http, port).body()) < 5_000,
                    "positions were taken while the database was away");
            signal(postgres, "CONT");

            await(() -> get(http, port, "/readyz").statusCode() == 200, "recovery");
            await(() -> create(http, port, "second").statusCode() == 201, "a create");
            assertEquals(201, create(http, port, "first").statusCode());
            LoadResult result = running.await();
            assertTrue(result.verdict().clean(), result.verdict().toString());
        } finally {
            signal(postgres, "CONT");
            vertx.close().await();
            server.close();
        }
        assertNoProcessIsLeft();
    }

    @Test
    void demoEndsByItselfAndLeavesNothingBehind() throws Exception {
        int code =
                Main.execute(
                        "demo",
                        "--for",
                        "3s",
                        "--drivers",
                        "40",
                        "--port",
                        Integer.toString(freePort()),
                        "--data",
                        folder.toString());

        assertEquals(0, code);
        assertNoProcessIsLeft();
    }

    @Test
    void simulationOfAServerEndsInASummary() throws Exception {
        int port = freePort();
        try (ServerProcess server = start(port)) {
            int code =
                    Main.execute(
                            "simulate",
                            "--server",
                            server.url(),
                            "--drivers",
                            "60",
                            "--jobs-per-minute",
                            "240",
                            "--for",
                            "6s",
                            "--radius",
                            "300",
                            "--speed",
                            "30",
                            "--dwell",
                            "1s",
                            "--warm-up",
                            "500ms",
                            "--drain",
                            "15s",
                            "--profile",
                            troubled().toString(),
                            "--threshold",
                            "audit.acknowledged>5",
                            "--processes",
                            "2",
                            "--out",
                            folder.resolve("run").toString());
            // A busy machine may make the generator late; all else must be well.
            assertTrue(code == 0 || code == LoadReport.GENERATOR_LATE, "exit code " + code);
        }
        JsonNode summary = new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
        assertTrue(summary.at("/jobs/completed").asInt() > 5, summary.toString());
        // Few on a busy machine: most come after the seconds that count.
        assertTrue(summary.at("/latency_ms/accept_to_ack/count").asInt() > 0, summary.toString());
        assertTrue(summary.at("/latency_ms/fix_to_live/count").asInt() > 20, summary.toString());
        assertEquals(0, summary.at("/audit/lost").asInt(-1));
        assertEquals(0, summary.at("/audit/double_held").asInt(-1));
        assertFalse(summary.at("/audit/acknowledged").isMissingNode());
        assertEquals(0, summary.at("/audit/offers_after_decline").asInt(-1));
        assertEquals(0, summary.at("/audit/unanswered").asInt(-1));
        assertTrue(summary.at("/thresholds/0/met").asBoolean(), summary.toString());
        assertTrue(summary.at("/fixes/duplicated").asInt() > 5, summary.toString());
        assertTrue(summary.at("/refused/FIX_OLDER_THAN_LAST").asInt() > 5, summary.toString());
        assertTrue(summary.at("/sockets/reconnects").asInt() >= 30, "half were cut off");
        assertEquals(10, summary.at("/operators/stopped_reading").asInt());
        assertTrue(
                Files.readString(folder.resolve("run/offer_latency_ms.hlog"))
                        .contains("#[Histogram log format version"));
        assertEquals(
                0,
                Main.execute(
                        "simulate",
                        "compare",
                        folder.resolve("run").toString(),
                        folder.resolve("run").toString()));
        assertTrue(Files.exists(folder.resolve("run/compare.html")));
    }

    private Path troubled() throws IOException {
        return Files.writeString(
                folder.resolve("troubled.toml"),
                """
                fix-interval = "1s"
                [phones]
                slow = 0.1
                slow-read = "500ms"
                silent = 0.1
                silent-for = "2s"
                duplicated = 0.1
                reordered = 0.1
                [operators]
                reading = 3
                stopped = 10
                stop-after = "1s"
                [[reconnect-storm]]
                at = "3s"
                drivers = 0.5
                """);
    }

    private ServerProcess start(int port) throws IOException, InterruptedException {
        ServerProcess server =
                ServerProcess.start(
                        port,
                        folder.resolve("server.log"),
                        List.of(
                                "--data",
                                folder.resolve("data").toString(),
                                "--speed",
                                Double.toString(SPEED)));
        try {
            server.awaitReady(Duration.ofSeconds(60));
        } catch (IOException e) {
            server.kill();
            throw e;
        }
        return server;
    }

    private static LoadConfig load(ServerProcess server, int seconds) {
        StraightRoads roads = new StraightRoads(new StraightLine(SPEED, 1.3));
        return new LoadConfig(
                ServerAddress.of(server.url()),
                // Small, so that jobs are over soon after their customers are.
                new SyntheticCity(new LatLng(57.7, 11.97), 300, 150, 1),
                Scenario.steady(60, 240, 20, Timetable.steady(0, seconds * 1_000L, 60_000)),
                DriverBehaviour.usual(roads)
                        .withAcceptance(1)
                        .withDwell(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .withFixes(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                CustomerBehaviour.usual(),
                1);
    }

    private List<ProcessHandle> postgres() throws IOException {
        long pid =
                Long.parseLong(
                        Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                                .getFirst()
                                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>();
        all.add(postmaster);
        postmaster.descendants().forEach(all::add);
        return all;
    }

    private static void signal(List<ProcessHandle> processes, String signal)
            throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private static HttpResponse<String> create(HttpClient http, int port, String key) {
        return send(
                http,
                request(port, "/v1/jobs")
                        .header("content-type", "application/json")
                        .header("idempotency-key", key)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"id\":\""
                                                + key
                                                + "\",\"kind\":\"RIDE\",\"pickup\":{\"lat\":1,\"lng\":1},"
                                                + "\"dropoff\":{\"lat\":1,\"lng\":1.01}}")));
    }

    private static HttpResponse<String> search(HttpClient http, int port) {
        return send(
                http,
                request(port, "/v1/drivers:search")
                        .header("content-type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"position\":{\"lat\":57.7,\"lng\":11.97},\"limit\":50}")));
    }

    private static long freshest(String body) throws IOException {
        long least = Long.MAX_VALUE;
        for (JsonNode driver : new ObjectMapper().readTree(body).get("drivers")) {
            least = Math.min(least, driver.get("ageMs").asLong());
        }
        return least;
    }

    private static HttpResponse<String> get(HttpClient http, int port, String path) {
        return send(http, request(port, path).GET());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "no " + what + " within a minute");
            Thread.onSpinWait();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void assertNoProcessIsLeft() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            List<String> left =
                    all.map(process -> process.info().commandLine().orElse(""))
                            .filter(line -> line.contains(folder.toString()))
                            .toList();
            assertEquals(List.of(), left);
        }
    }
}
