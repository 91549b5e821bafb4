package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The region's thread: an event loop that owns a [RegionLoop], and the bounded way to it from
/// other threads.
public final class RegionVerticle extends VerticleBase implements Region {

    private static final Logger LOG = LoggerFactory.getLogger(RegionVerticle.class);

    /// How often it is tried to open the region before the server gives up.
    private static final int OPENINGS = 8;

    private static final long OPEN_AGAIN_MILLIS = 1_000;

    private final String region;
    private final DispatchConfig config;
    private final Policy policy;
    private final Function<Context, EventStore> stores;
    private volatile TimeSource time;
    private final Recorder recorder;
    private final Listeners listeners = new Listeners();
    private volatile RegionHealth health =
            new RegionHealth(false, "STARTING", "The region's state is being read.", 0);
    private volatile int keysUnderWay;
    private @Nullable RegionLoop loop;
    private volatile @Nullable Context home;
    private volatile @Nullable Mailbox mailbox;
    private volatile long epoch;

    /// @param policy in force until an operator changes it
    /// @param stores makes the region's store on its thread
    /// @param recorder not shared with another region
    public RegionVerticle(
            String region,
            DispatchConfig config,
            Policy policy,
            Function<Context, EventStore> stores,
            TimeSource time,
            Recorder recorder) {
        this.region = region;
        this.config = config;
        this.policy = policy;
        this.stores = stores;
        this.time = time;
        this.recorder = recorder;
    }

    @Override
    public Future<?> start() {
        home = context;
        mailbox = new Mailbox(task -> context.runOnContext(_ -> task.run()));
        EventStore store = stores.apply(context);
        return open(store, OPENINGS)
                .map(
                        opened -> {
                            epoch = opened.epoch();
                            loop =
                                    new RegionLoop(
                                            region,
                                            config,
                                            policy,
                                            store,
                                            opened,
                                            listeners,
                                            recorder,
                                            time,
                                            (millis, task) ->
                                                    vertx.setTimer(millis, _ -> task.run()),
                                            task -> context.runOnContext(_ -> task.run()));
                            time = loop()::nowMillis;
                            health = loop().health();
                            vertx.setPeriodic(RegionLoop.TICK_MILLIS, _ -> look());
                            return opened;
                        });
    }

    /// A machine that starts is often busy, and its database slow to answer: that is no reason to
    /// give up.
    private Future<EventStore.Opened> open(EventStore store, int times) {
        return store.open(region)
                .recover(
                        failure -> {
                            if (times <= 1) {
                                return Future.failedFuture(failure);
                            }
                            LOG.warn(
                                    "Region {} cannot be opened yet: {}",
                                    region,
                                    failure.getMessage());
                            return vertx.timer(OPEN_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                                    .compose(_ -> open(store, times - 1));
                        });
    }

    @Override
    public Future<?> stop() {
        return loop == null ? Future.succeededFuture() : loop().stop();
    }

    /// Requests with a key whose outcome was not known a moment ago. Any thread.
    public int keysUnderWay() {
        return keysUnderWay;
    }

    /// With which the region was taken over; 0 before it is started.
    public long epoch() {
        return epoch;
    }

    @Override
    public String id() {
        return region;
    }

    @Override
    public long nowMillis() {
        return time.millis();
    }

    @Override
    public Future<Result> handle(Command command) {
        return onHome(Priority.of(command), () -> loop().handle(command));
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        return onHome(Priority.of(command), () -> loop().handleOnce(command, key, claim, reply));
    }

    @Override
    public Future<Result> report(Command command) {
        return onHome(Priority.FIX, () -> Future.succeededFuture(loop().report(command)));
    }

    @Override
    public void report(FixBatch batch, Executor from, Consumer<Boolean> judged) {
        Mailbox box = mailbox;
        if (box == null) {
            from.execute(() -> judged.accept(false));
            return;
        }
        box.putAlways(
                Priority.FIX,
                batch.size(),
                () -> {
                    boolean done = judge(batch);
                    from.execute(() -> judged.accept(done));
                });
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return onHome(priority, () -> Future.succeededFuture(loop().read(question)));
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        return onHome(priority, () -> loop().readCommitted(question));
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
        return health;
    }

    @Override
    public int mailbox() {
        Mailbox box = mailbox;
        return box == null ? 0 : box.size();
    }

    /// How much of a kind waits for the region's thread.
    public int waiting(Priority priority) {
        Mailbox box = mailbox;
        return box == null ? 0 : box.size(priority);
    }

    /// How many commands and questions of a kind were refused because too many waited.
    public long refused(Priority priority) {
        Mailbox box = mailbox;
        return box == null ? 0 : box.refused(priority);
    }

    private void look() {
        health = loop().health();
        keysUnderWay = loop().keysUnderWay();
    }

    private RegionLoop loop() {
        RegionLoop running = loop;
        if (running == null) {
            throw new RegionUnavailable("The region's state is being read.", 1);
        }
        return running;
    }

    private boolean judge(FixBatch batch) {
        try {
            return loop().report(new Command.ReportFixes(time.millis(), batch)).isDone();
        } catch (RegionUnavailable _) {
            return false;
        }
    }

    /// Does something on the region's thread and hands the answer back on the caller's.
    private <T> Future<T> onHome(Priority priority, Supplier<Future<T>> work) {
        Mailbox box = mailbox;
        Context target = home;
        if (box == null || target == null) {
            return Future.failedFuture(
                    new RegionUnavailable("The region has not been started.", 1));
        }
        Context caller = Vertx.currentContext();
        Promise<T> answer = Promise.promise();
        boolean put =
                box.put(
                        priority,
                        () ->
                                answered(work)
                                        .onComplete(
                                                result -> {
                                                    if (caller == null || caller.equals(target)) {
                                                        answer.handle(result);
                                                    } else {
                                                        caller.runOnContext(
                                                                _ -> answer.handle(result));
                                                    }
                                                }));
        return put
                ? answer.future()
                : Future.failedFuture(
                        new RegionUnavailable("Too much waits for region " + region + ".", 1));
    }

    private static <T> Future<T> answered(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
