package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.server.engine.PolicyArchive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Reads changes of policy back. Any thread.
public final class PgPolicyArchive implements PolicyArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 1_000;

    private static final int MOST_REPORTS = 10_000;

    private static final String CHANGES =
            "select seq, body::text as body from event where region = $1 and type ="
                    + " 'PolicyChanged'";

    private static final String OUTCOMES =
            """
            select asked.at / $2::bigint as slot,
                   count(*)::int as requested,
                   (count(*) filter (where asked.state = 'COMPLETED'))::int as completed,
                   coalesce(avg(extract(epoch from picked.at - asked.requested_at))
                       filter (where asked.state = 'COMPLETED'), 0)::float8 as wait
            from (select id, state, requested_at,
                         (extract(epoch from requested_at) * 1000)::bigint as at
                  from job where region = $1
                      and requested_at >= to_timestamp($4::bigint / 1000.0)
                      and requested_at < to_timestamp($5::bigint / 1000.0)) as asked
            left join lateral (
                select max(event.at) as at from event
                where event.job = asked.id and event.type = 'JobPickedUp') as picked on true
            where asked.at % $2::bigint >= $3::bigint
            group by slot order by slot
            """;

    private final Pool pool;

    /// @param pool for reads, so that they cannot keep a commit waiting
    public PgPolicyArchive(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<Event.PolicyChanged>> changes(String region, int most) {
        return latest(pool, region, most).timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<Event.@Nullable PolicyChanged> change(String region, long seq) {
        return pool.preparedQuery(CHANGES + " and seq = $2")
                .execute(Tuple.of(region, seq))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> firstOf(read(rows)));
    }

    @Override
    public Future<List<SlotOutcome>> outcomes(
            String region, int slotMillis, long burnInMillis, long fromMillis, long toMillis) {
        return pool.preparedQuery(OUTCOMES)
                .execute(Tuple.of(region, slotMillis, burnInMillis, fromMillis, toMillis))
                .timeout(ANSWER_MILLIS * 5L, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<SlotOutcome> outcomes = new ArrayList<>(rows.size());
                            for (Row row : rows) {
                                outcomes.add(
                                        new SlotOutcome(
                                                row.getLong("slot"),
                                                row.getInteger("requested"),
                                                row.getInteger("completed"),
                                                row.getDouble("wait")));
                            }
                            return outcomes;
                        });
    }

    @Override
    public Future<Boolean> keepReport(String digest, String text) {
        return pool.preparedQuery(
                        "insert into policy_report (digest, body) select $1::text, $2::text"
                                + " where (select count(*) from policy_report) < $3::int"
                                + " on conflict (digest) do nothing")
                .execute(Tuple.of(digest, text, MOST_REPORTS))
                .compose(_ -> report(digest))
                .map(kept -> kept != null);
    }

    @Override
    public Future<@Nullable String> report(String digest) {
        return pool.preparedQuery("select body from policy_report where digest = $1")
                .execute(Tuple.of(digest))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("body"));
    }

    /// The change by which the policy in force came so, or null.
    static Future<Event.@Nullable PolicyChanged> latest(Pool pool, String region) {
        return latest(pool, region, 1).map(PgPolicyArchive::firstOf);
    }

    private static Future<List<Event.PolicyChanged>> latest(Pool pool, String region, int most) {
        return pool.preparedQuery(CHANGES + " order by seq desc limit $2")
                .execute(Tuple.of(region, most))
                .map(PgPolicyArchive::read);
    }

    private static List<Event.PolicyChanged> read(RowSet<Row> rows) {
        List<Event.PolicyChanged> changes = new ArrayList<>(rows.size());
        for (Row row : rows) {
            changes.add(EventJson.policyChanged(row.getLong("seq"), row.getString("body")));
        }
        return changes;
    }

    private static Event.@Nullable PolicyChanged firstOf(List<Event.PolicyChanged> changes) {
        return changes.isEmpty() ? null : changes.getFirst();
    }
}
