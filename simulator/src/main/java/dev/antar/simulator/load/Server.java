package dev.antar.simulator.load;

import dev.antar.simulator.wire.JobEvent;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.JobsClient;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The server as customers reach it: jobs and their streams over HTTP. The run's event loop.
public final class Server {

    private static final int MAX_CONNECTIONS = 10_000;

    private final Vertx vertx;
    private final ServerAddress address;
    private final HttpClient http;
    private final JobsClient jobs;
    private final RandomGenerator random;

    /// @param random decides how long to wait before something is tried again
    public Server(Vertx vertx, ServerAddress address, RandomGenerator random) {
        this.vertx = vertx;
        this.address = address;
        this.random = random;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(5_000),
                        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.jobs = new JobsClient(vertx, http, address, random);
    }

    Vertx vertx() {
        return vertx;
    }

    JobsClient jobs() {
        return jobs;
    }

    JobStream follow(String job, Consumer<JobEvent> events) {
        return new JobStream(vertx, http, address, job, events, random);
    }
}
