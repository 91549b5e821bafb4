package dev.antar.server.http;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionHealth;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// A region without thread, clock and database, which tells nobody what may not be written yet:
/// [#read] fails.
final class CommittedRegion implements Region {

    private static final long NOW = 1_790_000_000_000L;

    private final Dispatcher dispatcher;

    CommittedRegion(Policy policy) {
        this.dispatcher = new Dispatcher(DispatchConfig.defaults(), policy, Watcher.NONE);
    }

    @Override
    public String id() {
        return "r";
    }

    @Override
    public long nowMillis() {
        return NOW;
    }

    @Override
    public Future<Result> handle(Command command) {
        return Future.succeededFuture(dispatcher.handle(command, _ -> {}));
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        return handle(command).map(result -> reply.apply(result, dispatcher));
    }

    @Override
    public Future<Result> report(Command command) {
        return handle(command);
    }

    @Override
    public void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return Future.failedFuture(new IllegalStateException("may not be written yet"));
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        return Future.succeededFuture(dispatcher).map(question);
    }

    @Override
    public Future<Void> subscribe(RegionListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RegionHealth health() {
        return new RegionHealth(true, "OK", "", 0);
    }

    @Override
    public int mailbox() {
        return 0;
    }
}
