package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// A region for tests, without thread, clock and database: what it is told is carried out at once
/// and counts as committed. Tests make of it what they need by what they override.
public abstract class RegionAtOnce implements Region {

    public final Dispatcher dispatcher;

    /// All that were committed.
    public final List<Event> events = new ArrayList<>();

    /// Epoch milliseconds.
    public long now;

    private final List<RegionListener> listeners = new ArrayList<>();

    protected RegionAtOnce(Policy policy, long now) {
        this.dispatcher = new Dispatcher(DispatchConfig.defaults(), policy, Watcher.NONE);
        this.now = now;
    }

    @Override
    public String id() {
        return "r";
    }

    @Override
    public long nowMillis() {
        return now;
    }

    @Override
    public Future<Result> handle(Command command) {
        return Future.succeededFuture(carryOut(command));
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
        boolean done = carryOut(new Command.ReportFixes(now, fixes)).isDone();
        loop.execute(() -> judged.accept(done));
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return Future.succeededFuture(question.apply(dispatcher));
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        return Future.succeededFuture(question.apply(dispatcher));
    }

    @Override
    public Future<Void> subscribe(RegionListener listener) {
        listeners.add(listener);
        return Future.succeededFuture();
    }

    @Override
    public RegionHealth health() {
        return new RegionHealth(true, "OK", "", 0);
    }

    @Override
    public int mailbox() {
        return 0;
    }

    /// Carries a command out and tells who listens.
    protected final Result carryOut(Command command) {
        List<Event> made = new ArrayList<>();
        Result result = dispatcher.handle(command, made::add);
        events.addAll(made);
        if (!made.isEmpty()) {
            listeners.forEach(listener -> listener.committed(made));
        }
        return result;
    }
}
