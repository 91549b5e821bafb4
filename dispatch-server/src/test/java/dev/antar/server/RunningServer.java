package dev.antar.server;

import dev.antar.server.store.MadeDatabase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A whole server with its database, and a client for it. As an extension of a test class it runs
/// while the class's tests do, on a folder of its own:
///
/// ```
/// @RegisterExtension private final RunningServer server = RunningServer.forAllTests();
/// ```
final class RunningServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private static final AtomicInteger KEYS = new AtomicInteger();

    final HttpClient http = HttpClient.newHttpClient();
    private final UnaryOperator<ServerConfig> wanted;
    private @Nullable Path folder;
    private @Nullable ServerConfig config;
    private @Nullable Server server;

    private RunningServer(UnaryOperator<ServerConfig> wanted) {
        this.wanted = wanted;
    }

    /// Starts one at once; the caller closes it.
    RunningServer(Path data) {
        this(ServerConfig.local(data));
    }

    /// Starts one at once; the caller closes it.
    RunningServer(ServerConfig config) {
        this(UnaryOperator.identity());
        start(config);
    }

    /// One for all tests of a class that has its instance for all of them.
    static RunningServer forAllTests() {
        return forAllTests(UnaryOperator.identity());
    }

    /// The same, run otherwise than usual.
    ///
    /// @param wanted is given the usual way; its folder has room for others beside it
    static RunningServer forAllTests(UnaryOperator<ServerConfig> wanted) {
        return new RunningServer(wanted);
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        folder = Files.createTempDirectory("antar-");
        Path data = folder.resolve("data");
        MadeDatabase.into(data);
        start(wanted.apply(ServerConfig.local(data)));
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        close();
        try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder))) {
            for (Path each : all.toList().reversed()) {
                Files.delete(each);
            }
        }
    }

    private void start(ServerConfig chosen) {
        config = chosen;
        server = Server.start(chosen);
    }

    /// Stops it in order and starts another on the same data.
    void restart() {
        running().close();
        start(Objects.requireNonNull(config));
    }

    private Server running() {
        return Objects.requireNonNull(server, "the server was not started");
    }

    /// Where the embedded database can be reached beside the server.
    String databaseUrl() {
        try {
            Path data = Objects.requireNonNull(config).data();
            String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks at the database's settings now, as the server itself does every minute.
    void lookAtSettings() {
        running().durability().look().await();
    }

    int port() {
        return running().port();
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

    /// A driver who is on duty there.
    TestSocket onDuty(String name, double lat, double lng) {
        TestSocket driver = TestSocket.driver(http, port(), name);
        driver.send("{'t':'online','id':'on','availability':'OPEN'}");
        if (!"DONE".equals(driver.ack("on").getString("result"))) {
            throw new AssertionError(name + " could not come on duty");
        }
        driver.fix(lat, lng);
        return driver;
    }

    /// The driver as a search there finds him, once it does.
    JsonObject find(String name, double lat, double lng) {
        String asked = "{'position':{'lat':%s,'lng':%s},'radiusMeters':2000}".formatted(lat, lng);
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            JsonArray found =
                    new JsonObject(post("/v1/drivers:search", asked).body())
                            .getJsonArray("drivers");
            for (int i = 0; i < found.size(); i++) {
                if (found.getJsonObject(i).getString("id").equals(name)) {
                    return found.getJsonObject(i);
                }
            }
            Pause.beforeLookingAgain();
        }
        throw new AssertionError(name + " was not found");
    }

    /// What a meter without parts, or one with these parts, shows; 0 where it shows nothing yet.
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
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
            Pause.beforeLookingAgain();
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
        if (server != null) {
            server.close();
        }
        http.shutdownNow();
    }
}
