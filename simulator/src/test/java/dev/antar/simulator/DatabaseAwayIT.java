package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.processes.ServerProcess;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Drivers and customers over real sockets, and a database that goes away meanwhile.
class DatabaseAwayIT {

    @TempDir private Path folder;

    @Test
    void positionsGoOnWhileTheDatabaseIsAwayAndCreatesAreRefusedQuickly() throws Exception {
        ServerFolder servers = new ServerFolder(folder);
        Vertx vertx = Vertx.vertx();
        ServerProcess server = servers.start();
        List<ProcessHandle> postgres = servers.postgres();
        int port = servers.port();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Load load = new Load(Outage.load(server, 16), vertx);
            Future<LoadResult> running = load.start();
            Outage.await(() -> load.status().completed() >= 3, "the first jobs to be completed");

            signal(postgres, "STOP");
            long began = System.nanoTime();
            Outage.await(() -> create(http, port, "first").statusCode() == 503, "a refusal");
            long asked = System.nanoTime();
            HttpResponse<String> refused = create(http, port, "second");
            assertEquals(503, refused.statusCode(), refused.body());
            assertTrue(refused.headers().firstValue("retry-after").isPresent());
            assertTrue(System.nanoTime() - asked < 1_500_000_000L, "refused quickly");
            Outage.await(() -> get(http, port, "/readyz").statusCode() == 503, "a word about it");
            Outage.await(
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

            Outage.await(() -> get(http, port, "/readyz").statusCode() == 200, "recovery");
            Outage.await(() -> create(http, port, "second").statusCode() == 201, "a create");
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
}
