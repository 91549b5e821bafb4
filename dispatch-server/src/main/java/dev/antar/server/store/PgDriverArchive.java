package dev.antar.server.store;

import dev.antar.core.earnings.DriverBook;
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

    /// Each driver's offers, then what changed his being on duty, the latest before first.
    private static final String SHARES =
            """
            with asked as (select * from unnest($1::text[]) with ordinality as d (driver, place))
            select a.place::int as place, 'Offers' as type, 0::bigint as at,
                   (select count(*)::int from event e
                    where e.driver = a.driver and e.at >= to_timestamp($2::bigint / 1000.0)
                        and e.at < to_timestamp($3::bigint / 1000.0)
                        and e.type in ('OfferMade', 'SwapOffered')) as offers
            from asked a
            union all
            select a.place::int, e.type, (extract(epoch from e.at) * 1000)::bigint, 0
            from asked a
            cross join lateral (
                (select type, at, seq from event
                 where driver = a.driver and type in ('DriverWentOnline', 'DriverWentOffline')
                     and at < to_timestamp($2::bigint / 1000.0)
                 order by at desc, seq desc limit 1)
                union all
                select type, at, seq from event
                where driver = a.driver and type in ('DriverWentOnline', 'DriverWentOffline')
                    and at >= to_timestamp($2::bigint / 1000.0)
                    and at < to_timestamp($3::bigint / 1000.0)) as e
            order by place, at
            """;

    private static final String PAUSES =
            """
            select region, seq, job, version, type, body::text as body from event
            where driver = $1 and type in ('DriverPaused', 'DriverResumed')
            order by at desc, seq desc limit $2
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
                                        ? requireNotErased(driver)
                                                .<@Nullable List<Event>>map(_ -> null)
                                        : read(driver, fromMillis, toMillis))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<List<String>> regions(DriverId driver) {
        return pool.preparedQuery(
                        "select region from driver where id = $1 order by on_duty desc, region")
                .execute(Tuple.of(driver.value()))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<String> regions = new ArrayList<>(rows.size());
                            rows.forEach(row -> regions.add(row.getString("region")));
                            return regions;
                        });
    }

    @Override
    public Future<List<Event>> pauses(DriverId driver, int most) {
        return pool.preparedQuery(PAUSES)
                .execute(Tuple.of(driver.value(), most))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(PgDriverArchive::events);
    }

    @Override
    public Future<Void> requireNotErased(DriverId driver) {
        return Erasures.requireNot(pool, "driver", driver.value());
    }

    private Future<@Nullable List<Event>> read(DriverId driver, long fromMillis, long toMillis) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(driver.value(), fromMillis, toMillis))
                .map(PgDriverArchive::events);
    }

    @Override
    public Future<List<Share>> shares(List<DriverId> drivers, long fromMillis, long toMillis) {
        if (drivers.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Tuple values = Tuple.tuple();
        values.addArrayOfString(drivers.stream().map(DriverId::value).toArray(String[]::new));
        return pool.preparedQuery(SHARES)
                .execute(values.addLong(fromMillis).addLong(toMillis))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> shares(drivers, fromMillis, toMillis, rows));
    }

    private static List<Share> shares(
            List<DriverId> drivers, long fromMillis, long toMillis, RowSet<Row> rows) {
        int[] offers = new int[drivers.size()];
        List<DriverBook> books = new ArrayList<>();
        drivers.forEach(_ -> books.add(new DriverBook()));
        for (Row row : rows) {
            int i = row.getInteger("place") - 1;
            long at = Math.max(fromMillis, row.getLong("at"));
            switch (row.getString("type")) {
                case "DriverWentOnline" -> books.get(i).wentOnline(at);
                case "DriverWentOffline" -> books.get(i).wentOffline(at);
                default -> offers[i] = row.getInteger("offers");
            }
        }
        List<Share> shares = new ArrayList<>(drivers.size());
        for (int i = 0; i < offers.length; i++) {
            shares.add(new Share(drivers.get(i), offers[i], books.get(i).onlineMillis(toMillis)));
        }
        return shares;
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
