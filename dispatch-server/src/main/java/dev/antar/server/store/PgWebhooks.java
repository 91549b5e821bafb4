package dev.antar.server.store;

import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.engine.webhook.EventId;
import dev.antar.server.engine.webhook.SigningSecret;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.engine.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Receivers of events in PostgreSQL. Any thread.
public final class PgWebhooks implements Webhooks {

    private static final int ANSWER_MILLIS = 2_000;

    private static final String COLUMNS =
            "select id, url, about, kinds, state, secret,"
                    // By one clock, whichever server reads it: no other ends a secret too early.
                    + " case when previous_until > now() then previous_secret end as previous,"
                    + " (extract(epoch from previous_until) * 1000)::bigint as previous_until,"
                    + " (extract(epoch from created_at) * 1000)::bigint as created_at,"
                    + " (extract(epoch from now()) * 1000)::bigint as now"
                    + " from webhook";

    private static final String ADD =
            "insert into webhook (id, url, about, kinds, state, secret)"
                    + " values ($1, $2, $3, $4::text[], $5, $6)";

    /// Everything that is in the logs by now is not for it.
    private static final String BEGIN =
            "insert into webhook_place (webhook, region, seq)"
                    + " select $1, id, coalesce((select max(seq) from event"
                    + " where event.region = region.id), 0) from region";

    private static final String REPLACE =
            "update webhook set url = $2, about = $3, kinds = $4::text[], state = $5, secret = $6,"
                    + " previous_secret = $7,"
                    + " previous_until = to_timestamp($8::bigint / 1000.0) where id = $1";

    private static final String BACKLOGS =
            """
            select webhook, (count(*) filter (where not dead))::int as waiting,
                   (count(*) filter (where dead))::int as dead,
                   coalesce(extract(epoch from now() - min(waits_since) filter (where not dead))
                       * 1000, 0)::bigint as oldest
            from webhook_delivery group by webhook
            """;

    private static final String DEAD_LETTERS =
            """
            select d.region, d.seq, d.job, e.version, e.type, d.attempts, d.status, d.failure,
                   (extract(epoch from d.due_at) * 1000)::bigint as died_at
            from webhook_delivery d join event e using (region, seq)
            where d.webhook = $1 and d.dead
            order by d.due_at desc, d.region, d.seq desc limit $2
            """;

    private static final String RESEND =
            """
            update webhook_delivery d
            set dead = false, attempts = 0, waits_since = now(), due_at = now()
            where d.webhook = $1 and d.dead
              and ($2::text[] is null
                   or (d.region, d.seq) in (select * from unnest($2::text[], $3::bigint[])))
            """;

    private final Pool pool;
    private final PgReplies replies;

    /// @param pool for reads and small changes
    public PgWebhooks(Pool pool) {
        this.pool = pool;
        this.replies = new PgReplies(pool);
    }

    @Override
    public Future<List<Webhook>> all() {
        return pool.preparedQuery(COLUMNS + " order by created_at, id")
                .execute()
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(PgWebhooks::webhooks);
    }

    @Override
    public Future<@Nullable Webhook> find(String id) {
        return pool.preparedQuery(COLUMNS + " where id = $1")
                .execute(Tuple.of(id))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(PgWebhooks::firstOf);
    }

    @Override
    public Future<StoredReply> add(
            Webhook added, IdempotencyKey key, Function<Integer, StoredReply> reply) {
        return replies.once(
                key,
                connection ->
                        connection
                                .preparedQuery("select count(*)::int as many from webhook")
                                .execute()
                                .compose(
                                        rows -> {
                                            int many = rows.iterator().next().getInteger("many");
                                            StoredReply answer = reply.apply(many);
                                            return answer.status() == 201
                                                    ? insert(connection, added).map(answer)
                                                    : Future.succeededFuture(answer);
                                        }));
    }

    @Override
    public Future<StoredReply> change(String id, @Nullable IdempotencyKey key, Wish wish) {
        if (key != null) {
            return replies.once(key, connection -> change(connection, id, wish));
        }
        return pool.withTransaction(connection -> change(connection, id, wish))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(reply -> Objects.requireNonNull(reply, "a change is answered"));
    }

    private static Future<StoredReply> change(SqlConnection connection, String id, Wish wish) {
        return connection
                .preparedQuery(COLUMNS + " where id = $1 for update")
                .execute(Tuple.of(id))
                .compose(
                        rows -> {
                            Webhook before = firstOf(rows);
                            long now = before == null ? 0 : rows.iterator().next().getLong("now");
                            Change wanted = wish.of(before, now);
                            return write(connection, id, wanted.fate()).map(wanted.reply());
                        });
    }

    @Override
    public Future<List<Backlog>> backlogs() {
        return pool.preparedQuery(BACKLOGS)
                .execute()
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<Backlog> all = new ArrayList<>();
                            for (Row row : rows) {
                                all.add(
                                        new Backlog(
                                                row.getString("webhook"),
                                                row.getInteger("waiting"),
                                                row.getInteger("dead"),
                                                row.getLong("oldest")));
                            }
                            return all;
                        });
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(String webhook, int most) {
        return pool.preparedQuery(DEAD_LETTERS)
                .execute(Tuple.of(webhook, most))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            List<DeadLetter> letters = new ArrayList<>();
                            for (Row row : rows) {
                                letters.add(letter(row));
                            }
                            return letters;
                        });
    }

    @Override
    public Future<StoredReply> resend(
            String webhook,
            @Nullable List<EventId> letters,
            IdempotencyKey key,
            Function<@Nullable Integer, StoredReply> reply) {
        Tuple values = Tuple.of(webhook);
        values.addValue(
                letters == null
                        ? null
                        : letters.stream().map(EventId::region).toArray(String[]::new));
        values.addValue(
                letters == null ? null : letters.stream().map(EventId::seq).toArray(Long[]::new));
        return replies.once(
                key,
                connection ->
                        connection
                                .preparedQuery(COLUMNS + " where id = $1 for share")
                                .execute(Tuple.of(webhook))
                                .compose(
                                        found ->
                                                found.size() == 0
                                                        ? Future.succeededFuture(reply.apply(null))
                                                        : resend(connection, values, reply)));
    }

    private static Future<StoredReply> resend(
            SqlConnection connection,
            Tuple values,
            Function<@Nullable Integer, StoredReply> reply) {
        return connection
                .preparedQuery(RESEND)
                .execute(values)
                .map(resent -> reply.apply(resent.rowCount()));
    }

    /// Deletes dead letters that are too old, at most so many at once.
    ///
    /// @return how many
    public Future<Integer> forgetDeadLetters(int days) {
        return pool.preparedQuery(
                        "delete from webhook_delivery where (webhook, region, seq) in (select"
                            + " webhook, region, seq from webhook_delivery where dead and due_at <"
                            + " now() - make_interval(days => $1) limit 10000)")
                .execute(Tuple.of(days))
                .map(rows -> rows.rowCount());
    }

    private static Future<Void> insert(SqlConnection connection, Webhook added) {
        Tuple values = Tuple.of(added.id(), added.url(), added.about());
        values.addArrayOfString(added.kinds().toArray(String[]::new));
        values.addString(added.state().name()).addString(added.secret().text());
        return connection
                .preparedQuery(ADD)
                .execute(values)
                .compose(_ -> connection.preparedQuery(BEGIN).execute(Tuple.of(added.id())))
                .mapEmpty();
    }

    private static Future<Void> write(SqlConnection connection, String id, @Nullable Fate fate) {
        return switch (fate) {
            case null -> Future.succeededFuture();
            case Fate.Removed _ ->
                    connection
                            .preparedQuery("delete from webhook where id = $1")
                            .execute(Tuple.of(id))
                            .mapEmpty();
            case Fate.Replaced(Webhook by) -> {
                SigningSecret previous = by.previous();
                Tuple values = Tuple.of(id, by.url(), by.about());
                values.addArrayOfString(by.kinds().toArray(String[]::new));
                values.addString(by.state().name()).addString(by.secret().text());
                values.addString(previous == null ? null : previous.text());
                values.addLong(previous == null ? null : by.previousUntilMillis());
                yield connection.preparedQuery(REPLACE).execute(values).mapEmpty();
            }
        };
    }

    private static List<Webhook> webhooks(RowSet<Row> rows) {
        List<Webhook> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(webhook(row));
        }
        return all;
    }

    private static @Nullable Webhook firstOf(RowSet<Row> rows) {
        return rows.size() == 0 ? null : webhook(rows.iterator().next());
    }

    private static Webhook webhook(Row row) {
        String previous = row.getString("previous");
        return new Webhook(
                row.getString("id"),
                row.getString("url"),
                row.getString("about"),
                Arrays.asList(row.getArrayOfStrings("kinds")),
                Webhook.State.valueOf(row.getString("state")),
                new SigningSecret(row.getString("secret")),
                previous == null ? null : new SigningSecret(previous),
                previous == null ? 0 : row.getLong("previous_until"),
                row.getLong("created_at"));
    }

    private static DeadLetter letter(Row row) {
        Integer status = row.getInteger("status");
        String failure = row.getString("failure");
        return new DeadLetter(
                new EventId(row.getString("region"), row.getLong("seq")),
                row.getString("job"),
                row.getInteger("version"),
                row.getString("type"),
                row.getInteger("attempts"),
                status == null ? 0 : status,
                failure == null ? "" : failure,
                row.getLong("died_at"));
    }
}
