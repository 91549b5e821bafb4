package dev.antar.benchmarks.store;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Result;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.RegionVerticle;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.json.Shape;
import dev.antar.server.store.PgEventStore;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A region as the server runs it, on a real database, and requests for jobs as its HTTP resource
/// makes them: key looked up, carried out, written with its answer, answered. One event loop asks.
final class Creates implements AutoCloseable {

    private static final LatLng CENTER = new LatLng(57.7045, 11.968);
    private static final int CREATED = 201;

    private final Vertx vertx;
    private final RegionVerticle region;
    private final String deployment;
    private final Random random;
    private final List<String> answered = new ArrayList<>();

    Creates(Vertx vertx, Pool commits, String name, long seed) {
        this.vertx = vertx;
        this.random = new Random(seed);
        this.region =
                new RegionVerticle(
                        name,
                        DispatchConfig.defaults(),
                        Policy.of("minimum-cost"),
                        _ -> new PgEventStore(commits),
                        TimeSource.monotonic(),
                        Recorder.NONE);
        this.deployment = vertx.deployVerticle(region).await();
    }

    /// Asks for a job somewhere, under a new key; its name is made here, as the server does for who
    /// sends none.
    Future<?> ask() {
        return ask(UUID.randomUUID().toString());
    }

    Future<StoredReply> ask(String key) {
        long now = region.nowMillis();
        String name = UUID.randomUUID().toString();
        Job job =
                Job.now(
                        new JobId(name),
                        JobKind.RIDE,
                        near(0.05),
                        near(0.05),
                        Requirements.NONE,
                        now);
        return region.handleOnce(
                        new Command.SubmitJob(now, job),
                        new IdempotencyKey(key, hash()),
                        null,
                        (result, _) -> created(result, job))
                .onSuccess(
                        reply -> {
                            if (reply.status() == CREATED) {
                                answered.add(name);
                            }
                        });
    }

    String id() {
        return region.id();
    }

    /// The jobs that were answered as created, by name.
    List<String> answered() {
        return answered;
    }

    @Override
    public void close() {
        vertx.undeploy(deployment).await();
    }

    private LatLng near(double degrees) {
        return new LatLng(
                CENTER.lat() + degrees * random.nextDouble(),
                CENTER.lng() + degrees * random.nextDouble());
    }

    /// As long as a request's.
    private String hash() {
        return String.format(
                "%016x%016x%016x%016x",
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /// What `POST /v1/jobs` answers; the topic checks it against a real one.
    private StoredReply created(Result result, Job job) {
        if (!result.isDone()) {
            return new StoredReply(409, "{}");
        }
        JsonObject body =
                Shape.asked(job)
                        .put("region", region.id())
                        .put("state", JobState.PENDING.name())
                        .put("version", 1)
                        .putNull("driver")
                        .putNull("driverPosition")
                        .putNull("pickupEta")
                        .put("unmatchedReason", "WAITING_FOR_ROUND");
        return new StoredReply(CREATED, body.encode());
    }
}
