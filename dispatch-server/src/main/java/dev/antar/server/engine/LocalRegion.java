package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A region without a thread of its own: it works when its executor does. For running the engine
/// under a clock that is not real; a server has [RegionVerticle].
public final class LocalRegion implements Region {

    private final String id;
    private final RegionLoop loop;
    private final Listeners listeners = new Listeners();
    private final Mailbox mailbox;
    private final Executor callers;

    /// @param home runs the region's tasks, in order
    /// @param callers runs what is to be done with answers, in order
    /// @param timers call back as `home` does
    public LocalRegion(
            String id,
            DispatchConfig config,
            Policy policy,
            EventStore store,
            EventStore.Opened opened,
            Recorder recorder,
            TimeSource time,
            Timers timers,
            Executor home,
            Executor callers) {
        this.id = id;
        this.mailbox = new Mailbox(home);
        this.callers = callers;
        this.loop =
                new RegionLoop(
                        id, config, policy, store, opened, listeners, recorder, time, timers, home);
    }

    /// Refuses new commands from now on.
    ///
    /// @return completes when everything is written, or cannot be
    public Future<Void> stop() {
        return loop.stop();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long nowMillis() {
        return loop.nowMillis();
    }

    @Override
    public Future<Result> handle(Command command) {
        return onHome(Priority.of(command), () -> loop.handle(command));
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        return onHome(Priority.of(command), () -> loop.handleOnce(command, key, claim, reply));
    }

    @Override
    public Future<Result> report(Command command) {
        return onHome(Priority.FIX, () -> Future.succeededFuture(loop.report(command)));
    }

    @Override
    public void report(FixBatch fixes, Executor from, Consumer<Boolean> judged) {
        mailbox.putAlways(
                Priority.FIX,
                fixes.size(),
                () -> {
                    boolean done = judge(fixes);
                    from.execute(() -> judged.accept(done));
                });
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return onHome(priority, () -> Future.succeededFuture(loop.read(question)));
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        return onHome(priority, () -> loop.readCommitted(question));
    }

    @Override
    public Future<Void> subscribe(RegionListener listener) {
        return onHome(
                Priority.CHANGE,
                () -> {
                    listeners.add(listener);
                    return Future.succeededFuture();
                });
    }

    @Override
    public RegionHealth health() {
        return loop.health();
    }

    @Override
    public int mailbox() {
        return mailbox.size();
    }

    private boolean judge(FixBatch batch) {
        try {
            return loop.report(new Command.ReportFixes(loop.nowMillis(), batch)).isDone();
        } catch (RegionUnavailable _) {
            return false;
        }
    }

    private <T> Future<T> onHome(Priority priority, Supplier<Future<T>> work) {
        Promise<T> answer = Promise.promise();
        boolean put =
                mailbox.put(
                        priority,
                        () ->
                                answered(work)
                                        .onComplete(
                                                result ->
                                                        callers.execute(
                                                                () -> answer.handle(result))));
        return put
                ? answer.future()
                : Future.failedFuture(
                        new RegionUnavailable("Too much waits for region " + id + ".", 1));
    }

    private static <T> Future<T> answered(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
