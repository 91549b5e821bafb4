package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.server.engine.JobArchive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Reads jobs and their events back. Any thread.
public final class PgJobArchive implements JobArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 1_000;

    private final Pool pool;

    /// @param pool for reads, so that they cannot keep a commit waiting
    public PgJobArchive(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<@Nullable ArchivedJob> find(JobId id) {
        return pool.preparedQuery(
                        "select region, asked::text as asked, state, version, driver, exact,"
                            + " end_reason, (extract(epoch from ended_at) * 1000)::bigint as ended"
                            + " from job where id = $1")
                .execute(Tuple.of(id.value()))
                .compose(
                        rows ->
                                rows.size() == 0
                                        ? Erasures.requireNot(pool, "job", id.value())
                                                .<@Nullable ArchivedJob>map(_ -> null)
                                        : Future.succeededFuture(job(rows.iterator().next())))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<List<ArchivedEvent>> events(JobId id, int afterVersion) {
        return pool.preparedQuery(
                        "select version, type, body::text as body from event"
                                + " where job = $1 and version > $2 order by version")
                .execute(Tuple.of(id.value(), afterVersion))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<ArchivedEvent> events = new ArrayList<>();
                            for (Row row : rows) {
                                events.add(
                                        new ArchivedEvent(
                                                row.getInteger("version"),
                                                row.getString("type"),
                                                row.getString("body")));
                            }
                            return events;
                        });
    }

    @Override
    public ArchivedEvent archived(Event.OfJob event) {
        return new ArchivedEvent(event.version(), EventJson.typeOf(event), EventJson.bodyOf(event));
    }

    private static ArchivedJob job(Row row) {
        return new ArchivedJob(
                row.getString("region"),
                EventJson.askedOf(row.getString("asked")),
                JobState.valueOf(row.getString("state")),
                row.getInteger("version"),
                row.getString("driver"),
                row.getBoolean("exact"),
                row.getLong("ended"),
                row.getString("end_reason"));
    }
}
