package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Fairness;
import dev.antar.core.engine.Income;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Events and their projections in PostgreSQL. A batch is one call of `commit_batch`: one round
/// trip, one transaction. One instance per region and region thread.
public final class PgEventStore implements EventStore {

    private static final String FENCED = "AN001";

    private static final String COMMIT = commitCall(8, 11, 7, 5, 2, 4);

    /// Open jobs and those that ended lately; the last through the log's own index.
    private static final String JOBS_TO_GO_ON =
            """
            with wanted as (
                select id from job where region = $1::text and ended_at is null
                union
                select job from event
                where region = $1::text
                  and seq > (select coalesce(max(seq), 0) from event where region = $1::text)
                            - $2::int
                  and type in ('JobCompleted', 'JobCancelled', 'JobUnfulfilled'))
            select e.seq, e.job, e.version, e.type, e.body::text as body
            from event e join wanted on wanted.id = e.job
            order by e.seq
            """;

    /// One row also where there is no event.
    private static final String LAST =
            """
            select coalesce(max(seq), 0) as seq,
                   coalesce(max((extract(epoch from at) * 1000)::bigint), 0) as at
            from (select seq, at from event where region = $1::text order by seq desc limit 1) as last
            """;

    private final Pool pool;
    private final int recentEvents;
    private final PgLearned learned;
    private final Projection projection = new Projection();
    private @Nullable PriorReads priors;
    private @Nullable PastReads past;

    /// @param pool for commits and for reading the state back, not shared with slow readers
    public PgEventStore(Pool pool) {
        this(pool, Snapshot.RECENT_EVENTS);
    }

    /// @param recentEvents how far back jobs that have ended are given to the engine
    PgEventStore(Pool pool, int recentEvents) {
        this.pool = pool;
        this.recentEvents = recentEvents;
        this.learned = new PgLearned(pool);
    }

    @Override
    public Future<Opened> open(String region) {
        return pool.preparedQuery(
                        "insert into region (id, epoch) values ($1, 1) on conflict (id) do update"
                                + " set epoch = region.epoch + 1 returning epoch")
                .execute(Tuple.of(region))
                .compose(
                        rows -> {
                            long epoch = rows.iterator().next().getLong("epoch");
                            return load(region, epoch);
                        });
    }

    @Override
    public Future<Void> commit(Batch batch) {
        Tuple values;
        try {
            values = values(batch);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        return pool.preparedQuery(COMMIT)
                .execute(values)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(translated(failure, batch)));
    }

    @Override
    public Future<Long> lastSeq(String region, long epoch) {
        return pool.preparedQuery(
                        "select epoch, coalesce((select max(seq) from event where region = $1), 0)"
                                + " as seq from region where id = $1")
                .execute(Tuple.of(region))
                .compose(
                        rows -> {
                            Row row = rows.iterator().next();
                            return row.getLong("epoch") == epoch
                                    ? Future.succeededFuture(row.getLong("seq"))
                                    : Future.failedFuture(new Fenced(region, epoch));
                        });
    }

    @Override
    public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
        PriorReads reads = priors;
        if (reads == null) {
            reads = new PriorReads(pool, region);
            priors = reads;
        }
        return reads.ask(key, newJob);
    }

    @Override
    public Future<@Nullable PastOffer> pastOffer(String region, long offer) {
        return past(region).offer(offer);
    }

    @Override
    public Future<@Nullable PastJob> pastJob(String region, JobId job) {
        return past(region).job(job);
    }

    private PastReads past(String region) {
        PastReads reads = past;
        if (reads == null) {
            reads = new PastReads(pool, region);
            past = reads;
        }
        return reads;
    }

    @Override
    public Future<Void> keepLearned(String region, long epoch, Learned known) {
        return learned.keep(region, epoch, known);
    }

    @Override
    public Future<Void> keepIncomes(
            String region, long epoch, List<Income> incomes, List<Fairness.Day> days) {
        return PgIncomes.keep(pool, region, epoch, incomes, days);
    }

    private Future<Opened> load(String region, long epoch) {
        Future<RowSet<Row>> last = pool.preparedQuery(LAST).execute(Tuple.of(region));
        Future<RowSet<Row>> drivers =
                pool.preparedQuery(
                                "select id, registered_seq, vehicle, skills, seats, capacity,"
                                        + " on_duty, availability::text as availability from driver"
                                        + " where region = $1 order by registered_seq, id")
                        .execute(Tuple.of(region));
        Future<RowSet<Row>> events =
                pool.preparedQuery(JOBS_TO_GO_ON).execute(Tuple.of(region, recentEvents));
        Future<Learned> kept = learned.of(region);
        Future<Event.@Nullable PolicyChanged> policy = PgPolicyArchive.latest(pool, region);
        Future<List<Income>> incomes = PgIncomes.incomes(pool, region);
        Future<List<Fairness.Day>> prices = PgIncomes.days(pool, region);
        return Future.all(List.of(last, drivers, events, kept, policy, incomes, prices))
                .map(
                        _ -> {
                            Row end = last.result().iterator().next();
                            Snapshot snapshot =
                                    new Snapshot(
                                            end.getLong("seq"),
                                            drivers(drivers.result()),
                                            events(events.result()),
                                            kept.result().speeds(),
                                            kept.result().acceptance(),
                                            policy.result(),
                                            incomes.result(),
                                            prices.result());
                            return new Opened(epoch, snapshot, end.getLong("at"));
                        });
    }

    private List<Snapshot.KnownDriver> drivers(RowSet<Row> rows) {
        List<Snapshot.KnownDriver> drivers = new ArrayList<>();
        for (Row row : rows) {
            DriverProfile profile =
                    DriverProfile.of(
                            new DriverId(row.getString("id")),
                            Vehicle.valueOf(row.getString("vehicle")),
                            Arrays.asList(row.getArrayOfStrings("skills")),
                            row.getInteger("seats"),
                            row.getInteger("capacity"));
            Snapshot.KnownDriver driver =
                    EventJson.knownDriver(
                            profile, row.getBoolean("on_duty"), row.getString("availability"));
            projection.remember(new Projection.DriverRow(row.getLong("registered_seq"), driver));
            drivers.add(driver);
        }
        return drivers;
    }

    private static List<Event.OfJob> events(RowSet<Row> rows) {
        List<Event.OfJob> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            events.add(
                    EventJson.ofJob(
                            row.getString("type"),
                            row.getLong("seq"),
                            new JobId(row.getString("job")),
                            row.getInteger("version"),
                            row.getString("body")));
        }
        return events;
    }

    private Tuple values(Batch batch) {
        Projection.Rows rows = projection.of(batch.events());
        List<Projection.DriverRow> drivers = List.copyOf(rows.drivers.values());
        List<Map.Entry<JobId, Projection.JobRow>> jobs = List.copyOf(rows.jobs.entrySet());
        Tuple values = Tuple.of(batch.region(), batch.epoch());
        values.addArrayOfString(strings(drivers, d -> d.id().value()));
        values.addArrayOfLong(longs(drivers, Projection.DriverRow::registeredSeq));
        values.addArrayOfString(strings(drivers, d -> d.driver().profile().vehicle().name()));
        values.addArrayOfString(strings(drivers, d -> EventJson.skillsJson(d.driver().profile())));
        values.addArrayOfInteger(integers(drivers, d -> d.driver().profile().seats()));
        values.addArrayOfInteger(integers(drivers, d -> d.driver().profile().capacity()));
        values.addArrayOfBoolean(
                drivers.stream().map(d -> d.driver().onDuty()).toArray(Boolean[]::new));
        values.addArrayOfString(strings(drivers, d -> EventJson.availabilityJson(d.driver())));
        values.addArrayOfString(strings(jobs, j -> j.getKey().value()));
        values.addArrayOfInteger(integers(jobs, j -> j.getValue().baseVersion()));
        values.addArrayOfInteger(integers(jobs, j -> j.getValue().version()));
        values.addArrayOfString(strings(jobs, j -> ifAsked(j, a -> a.kind().name())));
        values.addArrayOfString(strings(jobs, j -> j.getValue().state().name()));
        values.addArrayOfString(strings(jobs, j -> ifAsked(j, EventJson::askedJson)));
        values.addArrayOfLong(
                longs(jobs, j -> ifAsked(j, dev.antar.core.job.Job::requestedAtMillis)));
        values.addArrayOfString(strings(jobs, j -> nameOf(j.getValue().driver())));
        values.addArrayOfLong(longs(jobs, j -> j.getValue().offer()));
        values.addArrayOfLong(longs(jobs, j -> j.getValue().endedAtMillis()));
        values.addArrayOfString(strings(jobs, j -> j.getValue().endReason()));
        addEvents(values, batch.events());
        values.addArrayOfString(strings(rows.started, s -> s.job().value()));
        values.addArrayOfInteger(integers(rows.started, Projection.Started::version));
        values.addArrayOfString(strings(rows.started, s -> s.driver().value()));
        values.addArrayOfLong(longs(rows.started, Projection.Started::atMillis));
        values.addArrayOfLong(longs(rows.started, Projection.Started::endedAtMillis));
        values.addArrayOfString(strings(rows.ended, e -> e.job().value()));
        values.addArrayOfLong(longs(rows.ended, Projection.Ended::atMillis));
        values.addArrayOfString(strings(batch.replies(), r -> r.key().key()));
        values.addArrayOfString(strings(batch.replies(), r -> r.key().requestHash()));
        values.addArrayOfInteger(integers(batch.replies(), r -> r.reply().status()));
        values.addArrayOfString(strings(batch.replies(), r -> r.reply().body()));
        return values;
    }

    private static void addEvents(Tuple values, List<Event> events) {
        values.addArrayOfLong(longs(events, Event::seq));
        values.addArrayOfString(
                strings(events, e -> e instanceof Event.OfJob o ? o.job().value() : null));
        values.addArrayOfInteger(
                integers(events, e -> e instanceof Event.OfJob o ? o.version() : null));
        values.addArrayOfString(strings(events, PgEventStore::driverOf));
        values.addArrayOfString(strings(events, EventJson::typeOf));
        values.addArrayOfLong(longs(events, Event::atMillis));
        values.addArrayOfString(strings(events, EventJson::bodyOf));
    }

    private static @Nullable String driverOf(Event event) {
        return switch (event) {
            case Event.DriverRegistered registered -> registered.profile().id().value();
            case Event.DriverWentOnline online -> online.driver().value();
            case Event.DriverWentOffline offline -> offline.driver().value();
            case Event.DriverQueued queued -> queued.driver().value();
            case Event.DriverUnqueued unqueued -> unqueued.driver().value();
            case Event.DriverPaused paused -> paused.driver().value();
            case Event.DriverResumed resumed -> resumed.driver().value();
            case Event.OfferMade made -> made.offer().driver().value();
            case Event.SwapOffered swap -> swap.offer().driver().value();
            case Event.OfferEnded ended -> ended.driver().value();
            case Event.DriverArrived arrived -> arrived.driver().value();
            case Event.JobPickedUp pickedUp -> pickedUp.driver().value();
            case Event.JobCompleted completed -> completed.driver().value();
            case Event.JobReleased released -> released.driver().value();
            case Event.JobSubmitted _,
                    Event.JobBecameDue _,
                    Event.JobCancelled _,
                    Event.JobUnfulfilled _,
                    Event.PolicyChanged _ ->
                    null;
        };
    }

    private static <T> @Nullable T ifAsked(
            Map.Entry<JobId, Projection.JobRow> job, Function<dev.antar.core.job.Job, T> value) {
        dev.antar.core.job.Job asked = job.getValue().asked();
        return asked == null ? null : value.apply(asked);
    }

    private static @Nullable String nameOf(@Nullable DriverId driver) {
        return driver == null ? null : driver.value();
    }

    private static <T> String[] strings(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static <T> Integer[] integers(List<T> rows, Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    private static Throwable translated(Throwable failure, Batch batch) {
        return failure instanceof PgException pg && FENCED.equals(pg.getSqlState())
                ? new Fenced(batch.region(), batch.epoch())
                : failure;
    }

    /// The call with a placeholder for each of the arrays, group by group.
    private static String commitCall(int... groups) {
        int arrays = Arrays.stream(groups).sum();
        StringBuilder call = new StringBuilder("select commit_batch($1, $2");
        for (int i = 0; i < arrays; i++) {
            call.append(", $").append(i + 3);
        }
        return call.append(")").toString();
    }
}
