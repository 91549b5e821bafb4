package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class RegionVerticleTest {

    @Test
    void databaseThatIsSlowToAnswerAtTheStartIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try {
            RegionVerticle region =
                    new RegionVerticle(
                            "r",
                            DispatchConfig.defaults(),
                            Policy.of("nearest-first"),
                            _ -> new SlowStore(asked),
                            TimeSource.monotonic(),
                            Recorder.NONE);

            vertx.deployVerticle(region).await();

            assertEquals(2, asked.get());
            assertTrue(region.health().ready());
        } finally {
            vertx.close().await();
        }
    }

    /// Has no connection the first time.
    private record SlowStore(AtomicInteger asked) implements EventStore {

        @Override
        public Future<Opened> open(String region) {
            return asked.incrementAndGet() == 1
                    ? Future.failedFuture("Timeout waiting for connection")
                    : Future.succeededFuture(new Opened(1, Snapshot.empty(), 0));
        }

        @Override
        public Future<Void> commit(Batch batch) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Long> lastSeq(String region, long epoch) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
            return Future.succeededFuture(new Prior(null, false));
        }

        @Override
        public Future<@Nullable PastOffer> pastOffer(String region, long offer) {
            return Future.succeededFuture();
        }

        @Override
        public Future<@Nullable PastJob> pastJob(String region, JobId job) {
            return Future.succeededFuture();
        }
    }
}
