package dev.antar.server.store;

import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Keeps what regions have learned, so that a restart goes on from it. Only who holds the region
/// writes.
final class PgLearned {

    private static final String KEEP_SPEEDS =
            "insert into learned_speed (region, cell, hour, permille, legs, rank)"
                    + " select $1, s.cell, s.hour, s.permille, s.legs, s.rank"
                    + " from unnest($3::bigint[], $4::int[], $5::int[], $6::int[])"
                    + " with ordinality as s (cell, hour, permille, legs, rank)"
                    + " where exists"
                    + " (select from region where id = $1 and epoch = $2::bigint)"
                    + " on conflict (region, cell, hour) do update"
                    + " set permille = excluded.permille, legs = excluded.legs,"
                    + " rank = excluded.rank"
                    + " where learned_speed.legs <> excluded.legs";

    private static final String KEEP_ACCEPTANCE =
            "insert into learned_acceptance (region, bucket, accepted, refused, refused_ms)"
                    + " select $1, a.bucket, a.accepted, a.refused, a.refused_ms"
                    + " from unnest($3::int[], $4::int[], $5::int[], $6::bigint[])"
                    + " as a (bucket, accepted, refused, refused_ms)"
                    + " where exists"
                    + " (select from region where id = $1 and epoch = $2::bigint)"
                    + " on conflict (region, bucket) do update"
                    + " set accepted = excluded.accepted, refused = excluded.refused,"
                    + " refused_ms = excluded.refused_ms";

    private final Pool pool;

    PgLearned(Pool pool) {
        this.pool = pool;
    }

    Future<Void> keep(String region, long epoch, EventStore.Learned learned) {
        return keepSpeeds(region, epoch, learned.speeds())
                .compose(_ -> keepAcceptance(region, epoch, learned.acceptance()));
    }

    Future<EventStore.Learned> of(String region) {
        Future<RowSet<Row>> speeds =
                pool.preparedQuery(
                                "select cell, hour, permille, legs from learned_speed"
                                        + " where region = $1 order by rank, cell, hour")
                        .execute(Tuple.of(region));
        Future<RowSet<Row>> acceptance =
                pool.preparedQuery(
                                "select bucket, accepted, refused, refused_ms"
                                        + " from learned_acceptance where region = $1"
                                        + " order by bucket")
                        .execute(Tuple.of(region));
        return Future.all(speeds, acceptance)
                .map(
                        _ ->
                                new EventStore.Learned(
                                        rows(speeds.result(), PgLearned::speed),
                                        rows(acceptance.result(), PgLearned::counted)));
    }

    private Future<Void> keepSpeeds(String region, long epoch, List<SpeedEntry> speeds) {
        if (speeds.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.of(region, epoch);
        values.addArrayOfLong(longs(speeds, SpeedEntry::cell));
        values.addArrayOfInteger(integers(speeds, SpeedEntry::hour));
        values.addArrayOfInteger(integers(speeds, SpeedEntry::permille));
        values.addArrayOfInteger(integers(speeds, SpeedEntry::legs));
        return pool.preparedQuery(KEEP_SPEEDS).execute(values).mapEmpty();
    }

    private Future<Void> keepAcceptance(String region, long epoch, List<AcceptanceEntry> counted) {
        if (counted.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.of(region, epoch);
        values.addArrayOfInteger(integers(counted, AcceptanceEntry::bucket));
        values.addArrayOfInteger(integers(counted, AcceptanceEntry::accepted));
        values.addArrayOfInteger(integers(counted, AcceptanceEntry::refused));
        values.addArrayOfLong(longs(counted, AcceptanceEntry::refusedMillis));
        return pool.preparedQuery(KEEP_ACCEPTANCE).execute(values).mapEmpty();
    }

    private static SpeedEntry speed(Row row) {
        return new SpeedEntry(
                row.getLong("cell"),
                row.getInteger("hour"),
                row.getInteger("permille"),
                row.getInteger("legs"));
    }

    private static AcceptanceEntry counted(Row row) {
        return new AcceptanceEntry(
                row.getInteger("bucket"),
                row.getInteger("accepted"),
                row.getInteger("refused"),
                row.getLong("refused_ms"));
    }

    private static <T> List<T> rows(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }
}
