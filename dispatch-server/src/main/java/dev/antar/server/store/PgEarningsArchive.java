package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.pricing.Money;
import dev.antar.server.engine.Adjustment;
import dev.antar.server.engine.EarningsArchive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Reads what a region's drivers did and were paid, and writes adjustments. Any thread.
public final class PgEarningsArchive implements EarningsArchive {

    private static final int ANSWER_MILLIS = 2_000;

    /// So many rows are held at once, whatever the time asked for.
    private static final int ROWS_AT_ONCE = 2_000;

    private static final String EVENTS =
            "select seq, job, version, driver, type, body::text as body from event"
                    + " where region = $1 and at >= to_timestamp($2::bigint / 1000.0)"
                    + " and at < to_timestamp($3::bigint / 1000.0)"
                    + " and (job is not null or driver is not null) order by seq";

    private static final String ADJUSTMENTS =
            "select id, driver, (extract(epoch from at) * 1000)::bigint as at, amount, currency,"
                    + " reason, by_whom, job from pay_adjustment where ";

    private static final String IN_TIME =
            " and at >= to_timestamp($2::bigint / 1000.0)"
                    + " and at < to_timestamp($3::bigint / 1000.0) order by at, id";

    private final Vertx vertx;
    private final Pool reads;

    /// @param reads not the pool of commits
    public PgEarningsArchive(Vertx vertx, Pool reads) {
        this.vertx = vertx;
        this.reads = reads;
    }

    @Override
    public Future<Void> events(
            String region, long fromMillis, long toMillis, Consumer<Event> each) {
        return reads.withTransaction(
                connection ->
                        connection
                                .prepare(EVENTS)
                                .compose(
                                        query ->
                                                tell(
                                                        query.cursor(
                                                                Tuple.of(
                                                                        region,
                                                                        fromMillis,
                                                                        toMillis)),
                                                        each)));
    }

    private Future<Void> tell(Cursor cursor, Consumer<Event> each) {
        return cursor.read(ROWS_AT_ONCE)
                .compose(rows -> vertx.<Void>executeBlocking(() -> tell(rows, each)))
                .compose(_ -> cursor.hasMore() ? tell(cursor, each) : Future.succeededFuture(null));
    }

    private static @Nullable Void tell(RowSet<Row> rows, Consumer<Event> each) {
        for (Row row : rows) {
            String job = row.getString("job");
            String type = row.getString("type");
            String body = row.getString("body");
            long seq = row.getLong("seq");
            each.accept(
                    job == null
                            ? EventJson.ofDriver(type, seq, body)
                            : EventJson.ofJob(
                                    type, seq, new JobId(job), row.getInteger("version"), body));
        }
        return null;
    }

    @Override
    public Future<List<Adjustment>> adjustments(DriverId driver, long fromMillis, long toMillis) {
        return adjustments("driver = $1", driver.value(), fromMillis, toMillis);
    }

    @Override
    public Future<List<Adjustment>> adjustments(String region, long fromMillis, long toMillis) {
        return adjustments("region = $1", region, fromMillis, toMillis);
    }

    private Future<List<Adjustment>> adjustments(
            String whose, String name, long fromMillis, long toMillis) {
        return reads.preparedQuery(ADJUSTMENTS + whose + IN_TIME)
                .execute(Tuple.of(name, fromMillis, toMillis))
                .map(PgEarningsArchive::adjustments)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<List<String>> regionsOf(DriverId driver) {
        return reads.preparedQuery("select region from driver where id = $1 order by region")
                .execute(Tuple.of(driver.value()))
                .map(
                        rows -> {
                            List<String> regions = new ArrayList<>(rows.size());
                            rows.forEach(row -> regions.add(row.getString("region")));
                            return regions;
                        })
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<@Nullable Adjustment> adjustment(String id) {
        return reads.preparedQuery(ADJUSTMENTS + "id = $1")
                .execute(Tuple.of(id))
                .<@Nullable Adjustment>map(
                        rows -> rows.size() == 0 ? null : adjustments(rows).getFirst())
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<Adjustment> adjust(String region, Adjustment wanted) {
        JobId job = wanted.job();
        Tuple values =
                Tuple.of(
                        wanted.id(),
                        region,
                        wanted.driver().value(),
                        wanted.atMillis(),
                        wanted.money().amount(),
                        wanted.money().currency());
        values.addValue(wanted.reason());
        values.addValue(wanted.by());
        values.addValue(job == null ? null : job.value());
        return reads.preparedQuery(
                        "insert into pay_adjustment (id, region, driver, at, amount, currency,"
                            + " reason, by_whom, job) values ($1, $2, $3, to_timestamp($4::bigint /"
                            + " 1000.0), $5, $6, $7, $8, $9) on conflict (id) do nothing")
                .execute(values)
                .compose(
                        _ ->
                                reads.preparedQuery(ADJUSTMENTS + "id = $1")
                                        .execute(Tuple.of(wanted.id())))
                .map(rows -> adjustments(rows).getFirst())
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static List<Adjustment> adjustments(RowSet<Row> rows) {
        List<Adjustment> adjustments = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String job = row.getString("job");
            adjustments.add(
                    new Adjustment(
                            row.getString("id"),
                            new DriverId(row.getString("driver")),
                            row.getLong("at"),
                            new Money(row.getLong("amount"), row.getString("currency")),
                            row.getString("reason"),
                            row.getString("by_whom"),
                            job == null ? null : new JobId(job)));
        }
        return adjustments;
    }
}
