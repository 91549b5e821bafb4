package dev.antar.server.store;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.DecisionArchive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Reads records of decisions back. Any thread.
public final class PgDecisionArchive implements DecisionArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 1_000;

    /// A sample is asked for behind the scenes, now and then.
    private static final int SAMPLE_MILLIS = 20_000;

    /// A sample reads at most about so many blocks of 8 KiB, with a dozen records each.
    private static final int SAMPLE_BLOCKS = 250;

    private static final int SAMPLE_MOST = 5_000;

    private static final String FIELDS =
            "select job, seq, (extract(epoch from at) * 1000)::bigint as at, body::text as body"
                    + " from decision_record ";

    /// While a job waits its reason may change every second; hours of it are not looked through.
    private static final int NAMED_MOST = 5_000;

    private static final String NAMING =
            """
            with named as (
                select * from decision_record d
                where jsonb_path_query_array(d.body, '$.*[*].d') ? $1
                    and d.at >= to_timestamp($2::bigint / 1000.0)
                    and d.at < to_timestamp($3::bigint / 1000.0)
                order by d.at, d.seq, d.job limit $4),
            ranked as (
                select *, count(*) over () as named,
                       row_number() over (
                           partition by job, seq,
                               body -> 'c' @> jsonb_build_array(jsonb_build_object('d', $1::text))
                           order by at) as place
                from named)
            select d.job, d.seq, (extract(epoch from d.at) * 1000)::bigint as at,
                   d.body::text as body, e.type as event, false as unanswered, d.named
            from ranked d
            left join event e
                on d.seq > 0 and e.region = d.region and e.seq = d.seq and e.job = d.job
            where d.seq > 0 or d.place = 1
            order by d.at, d.seq, d.job
            """;

    /// Which share of the blocks holds as many as a sample reads, in percent.
    private static final String PERCENT =
            """
            select least(100, 100.0 * $3::float8 * 8192 / greatest(1, sum(pg_relation_size(c.oid))))
                as percent
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'decision_record'::regclass
                and c.relname >= 'decision_record_'
                    || to_char(to_timestamp($1::bigint / 1000.0) at time zone 'UTC', 'YYYYMMDD')
                and c.relname <= 'decision_record_'
                    || to_char(to_timestamp($2::bigint / 1000.0) at time zone 'UTC', 'YYYYMMDD')
            """;

    private static final String SAMPLE =
            """
            with drawn as (
                select * from decision_record tablesample system ($4::float8) repeatable ($5::int)
                where region = $1 and at >= to_timestamp($2::bigint / 1000.0)
                    and at < to_timestamp($3::bigint / 1000.0)
                limit $6)
            select d.job, d.seq, (extract(epoch from d.at) * 1000)::bigint as at,
                   d.body::text as body, e.type as event,
                   exists (
                       select from event o
                       where o.job = d.job and (o.body ->> 'offer')::bigint = d.seq
                           and (o.type = 'OfferExpired'
                               or o.type = 'SwapEnded' and o.body ->> 'how' = 'EXPIRED'))
                       as unanswered
            from drawn d
            left join event e
                on d.seq > 0 and e.region = d.region and e.seq = d.seq and e.job = d.job
            order by d.at, d.seq, d.job
            """;

    private final Vertx vertx;
    private final Pool pool;

    /// @param pool for reads, so that they cannot keep a commit waiting
    public PgDecisionArchive(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    @Override
    public Future<List<DecisionRecord>> ofJob(JobId job) {
        return pool.preparedQuery(FIELDS + "where job = $1 order by at desc, seq desc limit 200")
                .execute(Tuple.of(job.value()))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<DecisionRecord> records = new ArrayList<>(rows.size());
                            rows.forEach(row -> records.add(record(row)));
                            return records.reversed();
                        });
    }

    @Override
    public Future<Named> naming(DriverId driver, long fromMillis, long toMillis) {
        return pool.preparedQuery(NAMING)
                .execute(Tuple.of(driver.value(), fromMillis, toMillis, NAMED_MOST))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .compose(
                        rows -> {
                            boolean all =
                                    rows.size() == 0
                                            || rows.iterator().next().getLong("named") < NAMED_MOST;
                            return read(rows).map(records -> new Named(records, all));
                        });
    }

    @Override
    public Future<List<Recorded>> sample(String region, long fromMillis, long toMillis, int seed) {
        return pool.preparedQuery(PERCENT)
                .execute(Tuple.of(fromMillis, toMillis, (double) SAMPLE_BLOCKS))
                .map(rows -> rows.iterator().next().getDouble("percent"))
                .compose(
                        percent ->
                                percent == null
                                        ? Future.succeededFuture(List.<Recorded>of())
                                        : pool.preparedQuery(SAMPLE)
                                                .execute(
                                                        Tuple.of(
                                                                region,
                                                                fromMillis,
                                                                toMillis,
                                                                percent,
                                                                seed,
                                                                SAMPLE_MOST))
                                                .compose(this::read))
                .timeout(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<@Nullable Long> keptSince() {
        return pool.preparedQuery(
                        "select (extract(epoch from min(at)) * 1000)::bigint as at from"
                                + " decision_record")
                .execute()
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> rows.iterator().next().getLong("at"));
    }

    /// Hundreds of records take milliseconds to read, which an event loop has not.
    private Future<List<Recorded>> read(RowSet<Row> rows) {
        return vertx.executeBlocking(() -> recorded(rows), false).map(Objects::requireNonNull);
    }

    private static List<Recorded> recorded(RowSet<Row> rows) {
        List<Recorded> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            records.add(
                    new Recorded(
                            record(row), row.getString("event"), row.getBoolean("unanswered")));
        }
        return records;
    }

    private static DecisionRecord record(Row row) {
        return DecisionJson.read(
                new JobId(row.getString("job")),
                row.getLong("seq"),
                row.getLong("at"),
                row.getString("body"));
    }
}
