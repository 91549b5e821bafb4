package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.server.DataCare;
import dev.antar.server.Server;
import dev.antar.server.ServerConfig;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// The same creates as `POST /v1/jobs` to a whole server over sockets: what these, JSON and
/// everybody who listens to a region's events cost beside. Server and client share the cores.
final class HttpRun {

    private static final int CALLERS = 64;

    /// Until the code is compiled, however busy the machine is; but not for ever.
    private static final int WARM_UP_CREATES = 20_000;

    private static final int WARM_UP_RUNS = 15;

    private final Bench bench;
    private final Scene scene;
    private final int databasePort;
    private final int rounds;
    private final int seconds;
    private final Random random;
    private final List<String> answered = new ArrayList<>();

    HttpRun(Bench bench, Scene scene, int databasePort) {
        this.bench = bench;
        this.scene = scene;
        this.databasePort = databasePort;
        this.rounds = bench.quick() ? 3 : 5;
        this.seconds = bench.quick() ? 1 : 4;
        this.random = new Random(bench.seed());
    }

    void run() throws Exception {
        Path data = Files.createTempDirectory("antar-bench-http");
        ServerConfig config =
                ServerConfig.local(data)
                        .on(
                                "postgresql://postgres:postgres@127.0.0.1:"
                                        + databasePort
                                        + "/postgres",
                                DataCare.usual());
        HttpClient client =
                scene.vertx.createHttpClient(
                        new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CALLERS));
        try (Server server = Server.start(config)) {
            measure(server.port(), client);
        } finally {
            client.close().await();
            Files.delete(data);
        }
    }

    private void measure(int port, HttpClient client) throws Exception {
        check(create(port, client).await());
        Runs runs = new Runs();
        int warming = 0;
        while (warming++ < WARM_UP_RUNS && answered.size() < WARM_UP_CREATES) {
            scene.callers.closedLoop(CALLERS, seconds * 1_000L, () -> create(port, client));
        }
        for (int round = 0; round < rounds; round++) {
            Callers.Answered done =
                    scene.callers.closedLoop(CALLERS, seconds * 1_000L, () -> create(port, client));
            scene.rows.requireJobs("default", answered);
            bench.say(
                    String.format(
                            Locale.ROOT,
                            "over HTTP: %,.0f a second, %d told to come back",
                            done.perSecond(),
                            done.refused()));
            runs.add(done.perSecond());
        }
        bench.row(Row.ANTAR, 0, "creates_over_http_by_" + CALLERS + "_per_s", "creates/s", runs);
    }

    /// What the other measurements keep as an answer is what is answered here.
    private void check(JsonObject real) {
        JsonObject ours = new JsonObject(scene.reply.body());
        if (!real.fieldNames().equals(ours.fieldNames())) {
            throw new WrongAnswer(
                    "a create answers " + real.fieldNames() + " and not " + ours.fieldNames());
        }
    }

    private Future<JsonObject> create(int port, HttpClient client) {
        JsonObject body =
                new JsonObject().put("kind", "RIDE").put("pickup", place()).put("dropoff", place());
        return client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/jobs")
                .compose(
                        request ->
                                request.putHeader("content-type", "application/json")
                                        .putHeader("idempotency-key", UUID.randomUUID().toString())
                                        .send(body.toBuffer()))
                .compose(
                        response ->
                                response.statusCode() == 201
                                        ? response.body()
                                        : Future.failedFuture("status " + response.statusCode()))
                .map(
                        read -> {
                            JsonObject job = read.toJsonObject();
                            answered.add(job.getString("id"));
                            return job;
                        });
    }

    private JsonObject place() {
        return new JsonObject()
                .put("lat", 57.7045 + 0.05 * random.nextDouble())
                .put("lng", 11.968 + 0.05 * random.nextDouble());
    }
}
