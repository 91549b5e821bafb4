package dev.antar.server;

import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A whole server with its database, and a client for it.
final class RunningServer implements AutoCloseable {

    private static final AtomicInteger KEYS = new AtomicInteger();

    final HttpClient http = HttpClient.newHttpClient();
    final Server server;
    private final Path data;

    RunningServer(Path data) {
        this(ServerConfig.local(data));
    }

    RunningServer(ServerConfig config) {
        data = config.data();
        server = Server.start(config);
    }

    /// Where the embedded database can be reached beside the server.
    String databaseUrl() {
        try {
            String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Posts JSON written with single quotes under a new key.
    HttpResponse<String> post(String path, String json) {
        return post(path, json, "key-" + KEYS.incrementAndGet());
    }

    HttpResponse<String> post(String path, String json, String key) {
        return send(
                request(path)
                        .header("content-type", "application/json")
                        .header("idempotency-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    HttpResponse<String> job(String id, double lat, double lng) {
        return post(
                "/v1/jobs",
                "{'id':'"
                        + id
                        + "','kind':'RIDE','pickup':{'lat':"
                        + lat
                        + ",'lng':"
                        + lng
                        + "},'dropoff':{'lat':"
                        + (lat + 0.01)
                        + ",'lng':"
                        + lng
                        + "}}");
    }

    /// The job once it is in this state.
    JsonObject await(String job, String state) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonObject found = new JsonObject();
        while (System.nanoTime() < until) {
            found = new JsonObject(get("/v1/jobs/" + job).body());
            if (state.equals(found.getString("state"))) {
                return found;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(job + " did not become " + state + ": " + found);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
