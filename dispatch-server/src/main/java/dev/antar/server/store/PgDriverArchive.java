package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.DriverArchive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Reads drivers' events back. Any thread.
public final class PgDriverArchive implements DriverArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 2_000;

    private static final String EVENTS =
            """
            with mine as (
                select region, seq, job, version, type, body::text as body from event
                where driver = $1 and at >= to_timestamp($2::bigint / 1000.0)
                    and at < to_timestamp($3::bigint / 1000.0))
            select * from mine
            union all
            select region, seq, job, version, type, body::text from event
            where type = 'JobCancelled' and job in
                    (select job from mine where type = 'OfferAccepted')
                and at < to_timestamp($3::bigint / 1000.0)
            order by region, seq
            """;

    private final Pool pool;

    /// @param pool for reads, so that they cannot keep a commit waiting
    public PgDriverArchive(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<@Nullable List<Event>> events(DriverId driver, long fromMillis, long toMillis) {
        return pool.preparedQuery("select 1 from driver where id = $1")
                .execute(Tuple.of(driver.value()))
                .compose(
                        known ->
                                known.size() == 0
                                        ? Future.succeededFuture(null)
                                        : read(driver, fromMillis, toMillis))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Future<@Nullable List<Event>> read(DriverId driver, long fromMillis, long toMillis) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(driver.value(), fromMillis, toMillis))
                .map(PgDriverArchive::events);
    }

    private static List<Event> events(RowSet<Row> rows) {
        List<Event> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String job = row.getString("job");
            String type = row.getString("type");
            String body = row.getString("body");
            long seq = row.getLong("seq");
            events.add(
                    job == null
                            ? EventJson.ofDriver(type, seq, body)
                            : EventJson.ofJob(
                                    type, seq, new JobId(job), row.getInteger("version"), body));
        }
        return events;
    }
}
