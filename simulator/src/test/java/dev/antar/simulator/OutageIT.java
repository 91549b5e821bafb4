package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Drivers and customers over real sockets, and a server or its database that goes away meanwhile.
class OutageIT {

    private static final long LOOK_NANOS = 20_000_000L;

    @TempDir private Path folder;

    @Test
    void nothingIsLostWhenTheServerIsKilledInTheMiddle() throws Exception {
        ServerFolder servers = new ServerFolder(folder);
        Vertx vertx = Vertx.vertx();
        ServerProcess server = servers.start();
        try {
            Load load = new Load(load(server, 10), vertx);
            Future<LoadResult> running = load.start();
            await(() -> load.status().completed() >= 5, "the first jobs to be completed");

            server.kill();
            server = servers.start();

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
        servers.assertNoProcessIsLeft();
        assertBothLivesAreReplayedBitForBit(servers.recordings());
    }

    private void assertBothLivesAreReplayedBitForBit(Path recordings) throws Exception {
        Path told = folder.resolve("replay.log");
        int code =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getenv("ANTAR_SERVER_CLASSPATH"),
                                "dev.antar.server.Main",
                                "replay",
                                recordings.toString(),
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
        ServerFolder servers = new ServerFolder(folder);
        Vertx vertx = Vertx.vertx();
        ServerProcess server = servers.start();
        List<ProcessHandle> postgres = servers.postgres();
        int port = servers.port();
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
        servers.assertNoProcessIsLeft();
    }

    private static LoadConfig load(ServerProcess server, int seconds) {
        StraightRoads roads = new StraightRoads(new StraightLine(ServerFolder.SPEED, 1.3));
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
            // A look now and then leaves the processor to the server.
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
