package dev.antar.server.store;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Cases in PostgreSQL. Opening and answering is one statement each, with the reply that is kept
/// under its key. Any thread.
public final class PgCaseArchive implements CaseArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 2_000;

    private static final int MOST_UNTOLD = 5_000;

    private static final String OPEN =
            """
            with fresh as (
                insert into idempotency (key, request_hash, status, body)
                select $1::text, $2::text, $3::int, $4::text
                where (select count(*) from review_open where driver = $6::text) < $15::int
                on conflict (key) do nothing
                returning key),
            opened as (
                insert into review_case
                    (id, driver, region, subject, job, day, words, evidence, opened_at, due_at)
                select $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text,
                       $12::text::jsonb, to_timestamp($13::bigint / 1000.0),
                       to_timestamp($14::bigint / 1000.0)
                from fresh),
            waits as (
                insert into review_open (review_case, driver, due_at)
                select $5::text, $6::text, to_timestamp($14::bigint / 1000.0) from fresh)
            select count(*)::int as fresh from fresh
            """;

    /// Of two who answer at once the second waits for the first, and then finds the case closed.
    private static final String ANSWER =
            """
            with waits as (
                select review_case from review_open where review_case = $5::text for update),
            fresh as (
                insert into idempotency (key, request_hash, status, body)
                select $1::text, $2::text, $3::int, $4::text
                where exists (select from waits) or $10::boolean
                on conflict (key) do nothing
                returning key),
            closed as (
                delete from review_open
                where review_case = $5::text and exists (select from fresh)),
            untold as (
                insert into review_untold (review_case, driver)
                select id, driver from review_case
                where id = $5::text and exists (select from fresh)
                on conflict (review_case) do nothing),
            written as (
                insert into review_entry (review_case, at, kind, by, outcome, words)
                select $5::text, to_timestamp($6::bigint / 1000.0), 'ANSWERED', $7::text, $8::text,
                       $9::text
                from fresh)
            select count(*)::int as fresh from fresh
            """;

    private static final String TOLD =
            """
            with told as (
                delete from review_untold where review_case = $1::text returning review_case)
            insert into review_entry (review_case, at, kind)
            select review_case, to_timestamp($2::bigint / 1000.0), 'SENT' from told
            """;

    private static final String WITH_HISTORY =
            """
            select c.id, c.driver, c.region, c.subject, c.job, c.day, c.words,
                   c.evidence::text as evidence,
                   (extract(epoch from c.opened_at) * 1000)::bigint as opened,
                   (extract(epoch from c.due_at) * 1000)::bigint as due,
                   (extract(epoch from e.at) * 1000)::bigint as at,
                   e.kind, e.by, e.outcome, e.words as entry
            from wanted w join review_case c on c.id = w.id
            left join review_entry e on e.review_case = c.id
            """;

    private final Pool pool;

    /// @param pool not shared with commits, so that it cannot keep one waiting
    public PgCaseArchive(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<@Nullable StoredReply> open(
            Opened opened, IdempotencyKey key, StoredReply reply, int mostOpen) {
        Tuple values = keyed(key, reply);
        values.addString(opened.id()).addString(opened.driver().value());
        values.addValue(opened.region()).addString(opened.subject().name());
        values.addValue(opened.job()).addValue(opened.day());
        values.addString(opened.words()).addString(opened.evidence());
        values.addLong(opened.openedAtMillis()).addLong(opened.dueAtMillis());
        return once(OPEN, values.addInteger(mostOpen), key, reply);
    }

    @Override
    public Future<@Nullable StoredReply> answer(
            String id, Entry answer, boolean corrects, IdempotencyKey key, StoredReply reply) {
        Tuple values = keyed(key, reply);
        values.addString(id).addLong(answer.atMillis()).addValue(answer.by());
        Outcome outcome = answer.outcome();
        values.addValue(outcome == null ? null : outcome.name()).addValue(answer.words());
        return once(ANSWER, values.addBoolean(corrects), key, reply);
    }

    private static Tuple keyed(IdempotencyKey key, StoredReply reply) {
        return Tuple.of(key.key(), key.requestHash(), reply.status(), reply.body());
    }

    /// Where the statement did nothing, its key may have a reply already.
    private Future<@Nullable StoredReply> once(
            String statement, Tuple values, IdempotencyKey key, StoredReply reply) {
        return pool.preparedQuery(statement)
                .execute(values)
                .compose(
                        rows ->
                                rows.iterator().next().getInteger("fresh") > 0
                                        ? Future.succeededFuture(reply)
                                        : before(key))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Future<@Nullable StoredReply> before(IdempotencyKey key) {
        return pool.preparedQuery(
                        "select request_hash, status, body from idempotency where key = $1")
                .execute(Tuple.of(key.key()))
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.succeededFuture(null);
                            }
                            Row row = rows.iterator().next();
                            return row.getString("request_hash").equals(key.requestHash())
                                    ? Future.succeededFuture(
                                            new StoredReply(
                                                    row.getInteger("status"),
                                                    row.getString("body")))
                                    : Future.failedFuture(new KeyMismatch(key.key()));
                        });
    }

    @Override
    public Future<@Nullable ReviewCase> find(String id) {
        return read("with wanted as (select $1::text as id)" + WITH_HISTORY, "", Tuple.of(id))
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    @Override
    public Future<List<ReviewCase>> list(Wanted wanted) {
        String filter =
                " where ($1::text is null or c.driver = $1) and ($2::text is null or c.region = $2)"
                        + " and $4::bigint > 0";
        boolean urgent = wanted.state() == State.OPEN || wanted.state() == State.OVERDUE;
        String key = urgent ? "c.due_at, c.id" : "c.opened_at, c.id";
        String beyond =
                " and ($3::text is null or ("
                        + key
                        + (urgent ? ") > " : ") < ")
                        + "(select "
                        + key
                        + " from review_case c where c.id = $3))";
        String still = "exists (select from review_open o where o.review_case = c.id)";
        String state =
                switch (wanted.state()) {
                    case OPEN -> " and " + still;
                    case OVERDUE ->
                            " and c.due_at < to_timestamp($4::bigint / 1000.0) and " + still;
                    case ANSWERED -> " and not " + still;
                    case ALL -> "";
                };
        String order =
                urgent ? " order by c.due_at, c.id" : " order by c.opened_at desc, c.id desc";
        return read(
                "with wanted as (select c.id from review_case c"
                        + filter
                        + beyond
                        + state
                        + order
                        + " limit $5::int)"
                        + WITH_HISTORY,
                order,
                Tuple.of(
                        wanted.driver(),
                        wanted.region(),
                        wanted.after(),
                        wanted.nowMillis(),
                        wanted.most()));
    }

    /// @param order of the cases, or nothing
    private Future<List<ReviewCase>> read(String query, String order, Tuple values) {
        String whole = query + (order.isEmpty() ? " order by" : order + ",") + " e.number";
        return pool.preparedQuery(whole)
                .execute(values)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(PgCaseArchive::cases);
    }

    private static List<ReviewCase> cases(RowSet<Row> rows) {
        Map<String, Opened> opened = new LinkedHashMap<>();
        Map<String, List<Entry>> histories = new LinkedHashMap<>();
        for (Row row : rows) {
            String id = row.getString("id");
            opened.computeIfAbsent(id, _ -> opened(row));
            List<Entry> history = histories.computeIfAbsent(id, _ -> new ArrayList<>());
            if (row.getString("kind") != null) {
                history.add(entry(row));
            }
        }
        List<ReviewCase> cases = new ArrayList<>(opened.size());
        opened.forEach(
                (id, one) -> cases.add(new ReviewCase(one, histories.getOrDefault(id, List.of()))));
        return cases;
    }

    private static Opened opened(Row row) {
        return new Opened(
                row.getString("id"),
                new DriverId(row.getString("driver")),
                row.getString("region"),
                Subject.valueOf(row.getString("subject")),
                row.getString("job"),
                row.getString("day"),
                row.getString("words"),
                row.getString("evidence"),
                row.getLong("opened"),
                row.getLong("due"));
    }

    private static Entry entry(Row row) {
        String outcome = row.getString("outcome");
        return new Entry(
                row.getLong("at"),
                row.getString("kind"),
                row.getString("by"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("entry"));
    }

    @Override
    public Future<Waiting> waiting(long nowMillis) {
        return pool.preparedQuery(
                        "select count(*) as open, count(*) filter"
                                + " (where due_at < to_timestamp($1::bigint / 1000.0)) as overdue"
                                + " from review_open")
                .execute(Tuple.of(nowMillis))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> rows.iterator().next())
                .map(row -> new Waiting(row.getLong("open"), row.getLong("overdue")));
    }

    @Override
    public Future<List<Untold>> untold() {
        return pool.preparedQuery(
                        "select review_case, driver from review_untold order by review_case"
                                + " limit $1")
                .execute(Tuple.of(MOST_UNTOLD))
                .map(
                        rows -> {
                            List<Untold> all = new ArrayList<>(rows.size());
                            for (Row row : rows) {
                                all.add(
                                        new Untold(
                                                row.getString("review_case"),
                                                new DriverId(row.getString("driver"))));
                            }
                            return all;
                        });
    }

    @Override
    public Future<Void> told(String id, long atMillis) {
        return pool.preparedQuery(TOLD).execute(Tuple.of(id, atMillis)).mapEmpty();
    }
}
