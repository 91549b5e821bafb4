package dev.antar.server.store;

import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.webhook.Delivery;
import dev.antar.server.engine.webhook.DeliveryQueue;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What waits for webhooks, in PostgreSQL. Any thread.
public final class PgDeliveryQueue implements DeliveryQueue {

    private static final int ANSWER_MILLIS = 5_000;
    private static final String FENCED = "AN001";

    private static final String DUE =
            """
            select d.seq, d.job, e.version, e.type, e.body::text as body, d.attempts,
                   (extract(epoch from now() - d.waits_since) * 1000)::bigint as age
            from webhook_delivery d join event e using (region, seq)
            where d.webhook = $1 and d.region = $2 and not d.dead and d.due_at <= now()
              and exists (select from region where id = $2 and epoch = $3::bigint)
              and d.job <> all ($4::text[])
              and not exists (select from webhook_delivery earlier
                              where earlier.webhook = d.webhook and earlier.region = d.region
                                and earlier.job = d.job and not earlier.dead
                                and earlier.seq < d.seq)
            order by d.due_at, d.seq limit $5
            """;

    private static final String SETTLE =
            """
            with outcome as (
                select * from unnest($3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::text[], $8::int[])
                    as o(seq, fate, retry, status, failure, attempts)),
            delivered as (
                delete from webhook_delivery d using outcome o
                where d.webhook = $1 and d.region = $2 and d.seq = o.seq and o.fate = 'DELIVERED')
            update webhook_delivery d
            set attempts = o.attempts, dead = o.fate = 'DEAD', status = o.status,
                failure = o.failure, due_at = now() + o.retry * interval '1 millisecond'
            from outcome o
            where d.webhook = $1 and d.region = $2 and d.seq = o.seq and o.fate <> 'DELIVERED'
            """;

    private final Pool pool;

    /// @param pool of its own: who waits for a receiver's rows must not keep a commit waiting
    public PgDeliveryQueue(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Integer> take(Lane lane, int most, int mostWaiting) {
        return pool.preparedQuery("select take_webhook_events($1, $2, $3, $4, $5) as passed")
                .execute(Tuple.of(lane.webhook(), lane.region(), lane.epoch(), most, mostWaiting))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> rows.iterator().next().getInteger("passed"))
                .recover(
                        failure ->
                                Future.failedFuture(
                                        failure instanceof PgException pg
                                                        && FENCED.equals(pg.getSqlState())
                                                ? new EventStore.Fenced(lane.region(), lane.epoch())
                                                : failure));
    }

    @Override
    public Future<List<Delivery>> due(Lane lane, List<String> busyJobs, int most) {
        Tuple values = Tuple.of(lane.webhook(), lane.region(), lane.epoch());
        values.addArrayOfString(busyJobs.toArray(String[]::new)).addInteger(most);
        return pool.preparedQuery(DUE)
                .execute(values)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<Delivery> due = new ArrayList<>();
                            for (Row row : rows) {
                                due.add(
                                        new Delivery(
                                                row.getLong("seq"),
                                                row.getString("job"),
                                                row.getInteger("version"),
                                                row.getString("type"),
                                                row.getString("body"),
                                                row.getInteger("attempts"),
                                                row.getLong("age")));
                            }
                            return due;
                        });
    }

    @Override
    public Future<Void> settle(Lane lane, List<Settled> outcomes) {
        Tuple values = Tuple.of(lane.webhook(), lane.region());
        values.addArrayOfLong(outcomes.stream().map(Settled::seq).toArray(Long[]::new));
        values.addArrayOfString(
                outcomes.stream().map(each -> each.fate().name()).toArray(String[]::new));
        values.addArrayOfLong(outcomes.stream().map(Settled::retryMillis).toArray(Long[]::new));
        values.addArrayOfInteger(outcomes.stream().map(Settled::status).toArray(Integer[]::new));
        values.addArrayOfString(outcomes.stream().map(Settled::failure).toArray(String[]::new));
        values.addArrayOfInteger(outcomes.stream().map(Settled::attempts).toArray(Integer[]::new));
        return pool.preparedQuery(SETTLE)
                .execute(values)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    @Override
    public Future<Integer> giveUpOlder(Lane lane, long ageMillis) {
        return pool.preparedQuery(
                        "update webhook_delivery set dead = true, due_at = now() where webhook = $1"
                            + " and region = $2 and not dead and waits_since < now() - $3::bigint *"
                            + " interval '1 millisecond'")
                .execute(Tuple.of(lane.webhook(), lane.region(), ageMillis))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> rows.rowCount());
    }

    @Override
    public Future<Void> hurry(Lane lane) {
        return pool.preparedQuery(
                        "update webhook_delivery set due_at = now() where webhook = $1 and region ="
                                + " $2 and not dead and due_at > now()")
                .execute(Tuple.of(lane.webhook(), lane.region()))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    @Override
    public Future<Void> gone(String webhook) {
        return pool.preparedQuery(
                        "update webhook set state = 'GONE' where id = $1 and state = 'ENABLED'")
                .execute(Tuple.of(webhook))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .mapEmpty();
    }
}
