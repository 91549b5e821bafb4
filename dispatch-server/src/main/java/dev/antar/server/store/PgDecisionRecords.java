package dev.antar.server.store;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes records of decisions, beside the regions and never before their commits: whatever does
/// not fit, or cannot be written, is dropped and counted. Regions' threads only put a record into a
/// queue.
public final class PgDecisionRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PgDecisionRecords.class);

    private static final String DAYS = "decision_days";

    private static final int MOST_WAITING = 20_000;
    private static final int BATCH = 500;
    private static final int LOOK_MILLIS = 200;
    private static final int HOUR_MILLIS = 3_600_000;

    private static final String INSERT =
            "insert into decision_record (region, job, at, seq, body)"
                    + " select r.region, r.job, to_timestamp(r.at / 1000.0), r.seq, r.body::jsonb"
                    + " from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])"
                    + " as r (region, job, at, seq, body)";

    /// Old is what both this server's clock and the database's say is old: records have their time
    /// from a server, and none whose clock runs ahead drops a day too early.
    private static final String FORGET =
            "select drop_decision_days(least($1::date, (now() at time zone 'UTC')::date) -"
                    + " $2::int)";

    private record Told(String region, DecisionRecord record) {}

    private final Vertx vertx;
    private final Pool pool;
    private final Meters meters;
    private final int keptDays;
    private final TimeSource time;
    private final WorkerExecutor worker;
    private final Context context;
    private final Queue<Told> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private volatile boolean over;

    // The context's thread.
    private final Set<LocalDate> made = new HashSet<>();
    private final List<Long> timers = new ArrayList<>();
    private Future<Void> forgetting = Future.succeededFuture();
    private boolean writing;
    private boolean failing;
    private @Nullable Promise<Void> stopping;

    /// Begins to write what it will be told.
    ///
    /// @param pool not shared with commits
    /// @param keptDays after how many days a record is dropped
    /// @param time of this server's regions
    public PgDecisionRecords(Vertx vertx, Pool pool, Meters meters, int keptDays, TimeSource time) {
        this.vertx = vertx;
        this.pool = pool;
        this.meters = meters;
        this.keptDays = keptDays;
        this.time = time;
        meters.watchHeld("decisions_waiting", "", size::get);
        meters.swept(DAYS, 0);
        this.worker = vertx.createSharedWorkerExecutor("decision-records", 1);
        this.context = vertx.getOrCreateContext();
        context.runOnContext(
                _ -> {
                    forget();
                    timers.add(vertx.setPeriodic(LOOK_MILLIS, _ -> write()));
                    timers.add(vertx.setPeriodic(HOUR_MILLIS, _ -> forget()));
                });
    }

    /// Writes what is left, and nothing after it. To be called once, when no region decides any
    /// more and before the pool is closed. Any thread.
    ///
    /// @param millis after which what is left is dropped
    /// @return completes when nothing is under way any more, or the time is over
    public Future<Void> stop(long millis) {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(
                _ -> {
                    stopping = stopped;
                    timers.forEach(vertx::cancelTimer);
                    long limit = vertx.setTimer(Math.max(1, millis), _ -> end(stopped));
                    stopped.future().onComplete(_ -> vertx.cancelTimer(limit));
                    forgetting.onComplete(_ -> write());
                });
        return stopped.future();
    }

    /// To be subscribed to a region.
    public RegionListener of(String region) {
        return new RegionListener() {
            @Override
            public boolean wantsDecisions() {
                return true;
            }

            @Override
            public void decided(DecisionRecord record) {
                if (over || size.get() >= MOST_WAITING) {
                    meters.decisionsDropped(1);
                } else {
                    size.incrementAndGet();
                    waiting.add(new Told(region, record));
                }
            }
        };
    }

    private void write() {
        if (writing || over) {
            return;
        }
        List<Told> batch = take();
        if (batch.isEmpty()) {
            endIfStopping();
            return;
        }
        writing = true;
        worker.executeBlocking(() -> values(batch))
                .compose(values -> makeDays(batch).compose(_ -> insert(values)))
                .onComplete(
                        _ -> {
                            failing = false;
                            meters.decisionsWritten(batch.size());
                            writing = false;
                            write();
                        },
                        failure -> {
                            tell(failure);
                            meters.decisionsDropped(batch.size());
                            writing = false;
                            // The next batch would wait for the same database.
                            endIfStopping();
                        });
    }

    private List<Told> take() {
        List<Told> batch = new ArrayList<>();
        Told next = batch.size() < BATCH ? waiting.poll() : null;
        while (next != null) {
            batch.add(next);
            next = batch.size() < BATCH ? waiting.poll() : null;
        }
        size.addAndGet(-batch.size());
        return batch;
    }

    private void endIfStopping() {
        Promise<Void> asked = stopping;
        if (asked != null) {
            end(asked);
        }
    }

    private void end(Promise<Void> stopped) {
        over = true;
        for (List<Told> left = take(); !left.isEmpty(); left = take()) {
            meters.decisionsDropped(left.size());
        }
        stopped.tryComplete();
    }

    /// Once for each time that it begins to fail: while the database is away, every batch does.
    private void tell(Throwable failure) {
        if (!failing && !over) {
            LOG.warn("Records of decisions are not written: {}", failure.getMessage());
        }
        failing = true;
    }

    private Future<Void> insert(Tuple values) {
        return pool.preparedQuery(INSERT).execute(values).mapEmpty();
    }

    private static Tuple values(List<Told> batch) {
        Tuple values = Tuple.tuple();
        values.addArrayOfString(batch.stream().map(Told::region).toArray(String[]::new));
        values.addArrayOfString(
                batch.stream().map(t -> t.record().job().value()).toArray(String[]::new));
        values.addArrayOfLong(batch.stream().map(t -> t.record().atMillis()).toArray(Long[]::new));
        values.addArrayOfLong(batch.stream().map(t -> t.record().seq()).toArray(Long[]::new));
        values.addArrayOfString(
                batch.stream().map(t -> DecisionJson.body(t.record())).toArray(String[]::new));
        return values;
    }

    private Future<Void> makeDays(List<Told> batch) {
        Set<LocalDate> missing = new HashSet<>();
        for (Told told : batch) {
            LocalDate day =
                    LocalDate.ofInstant(
                            Instant.ofEpochMilli(told.record().atMillis()), ZoneOffset.UTC);
            if (!made.contains(day)) {
                missing.add(day);
            }
        }
        Future<Void> done = Future.succeededFuture();
        for (LocalDate day : missing) {
            done =
                    done.compose(
                            _ ->
                                    pool.preparedQuery("select make_decision_day($1)")
                                            .execute(Tuple.of(day))
                                            .map(
                                                    _ -> {
                                                        made.add(day);
                                                        return null;
                                                    }));
        }
        return done;
    }

    private void forget() {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(time.millis()), ZoneOffset.UTC);
        // What was dropped is made anew if there is need of it.
        made.removeIf(day -> day.isBefore(today.minusDays(keptDays)));
        forgetting =
                pool.preparedQuery(FORGET)
                        .execute(Tuple.of(today, keptDays))
                        .onSuccess(rows -> meters.swept(DAYS, rows.iterator().next().getInteger(0)))
                        .onFailure(
                                failure ->
                                        LOG.warn(
                                                "Old records of decisions were not dropped: {}",
                                                failure.getMessage()))
                        .mapEmpty();
    }
}
