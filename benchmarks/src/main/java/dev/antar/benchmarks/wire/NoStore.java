package dev.antar.benchmarks.wire;

import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

/// Confirms every commit at once: the wire is measured, not the database.
final class NoStore implements EventStore {

    private long lastSeq;

    @Override
    public Future<Opened> open(String region) {
        return Future.succeededFuture(new Opened(1, Snapshot.empty(), 0));
    }

    @Override
    public Future<Void> commit(Batch batch) {
        if (!batch.events().isEmpty()) {
            lastSeq = batch.events().getLast().seq();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Long> lastSeq(String region, long epoch) {
        return Future.succeededFuture(lastSeq);
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
