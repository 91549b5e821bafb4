package dev.antar.server.store;

import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.Replies;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Replies kept under their keys, for requests that no region carries out. What a request changes
/// in the database and its reply are one transaction: both are there or neither, whoever dies. Any
/// thread.
public final class PgReplies implements Replies {

    private static final int ANSWER_MILLIS = 2_000;

    private static final int FIRST_ERROR = 400;

    private final Pool pool;

    public PgReplies(Pool pool) {
        this.pool = pool;
    }

    /// Makes a change once: who repeats it gets the reply of the first time, also after a restart.
    ///
    /// Fails with [KeyConflict] while the first is under way, here or on another server, and with
    /// [KeyMismatch] when the key came with another request. A reply that refuses is not kept.
    ///
    /// @param change on a connection within the transaction
    public Future<StoredReply> once(
            IdempotencyKey key, Function<SqlConnection, Future<StoredReply>> change) {
        return pool.withTransaction(
                        connection ->
                                claim(connection, key)
                                        .compose(_ -> find(connection, key))
                                        .compose(
                                                found ->
                                                        found != null
                                                                ? Future.succeededFuture(found)
                                                                : change.apply(connection)
                                                                        .compose(
                                                                                made ->
                                                                                        insert(
                                                                                                connection,
                                                                                                key,
                                                                                                made))))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<@Nullable StoredReply> find(IdempotencyKey key) {
        return find(pool, key).timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<StoredReply> keep(IdempotencyKey key, StoredReply reply) {
        return insert(pool, key, reply)
                .compose(_ -> find(key))
                .map(kept -> kept == null ? reply : kept);
    }

    /// The lock lasts as long as the transaction, and no longer than the connection.
    private static Future<Void> claim(SqlConnection connection, IdempotencyKey key) {
        return connection
                .preparedQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended($1::text, 0)) as free")
                .execute(Tuple.of(key.key()))
                .compose(
                        rows ->
                                rows.iterator().next().getBoolean("free")
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(new KeyConflict(key.key())));
    }

    private static Future<@Nullable StoredReply> find(SqlClient client, IdempotencyKey key) {
        return client.preparedQuery(
                        "select request_hash, status, body from idempotency where key = $1")
                .execute(Tuple.of(key.key()))
                .compose(rows -> known(rows, key));
    }

    private static Future<@Nullable StoredReply> known(RowSet<Row> rows, IdempotencyKey key) {
        if (rows.size() == 0) {
            return Future.succeededFuture(null);
        }
        Row row = rows.iterator().next();
        EventStore.Found found =
                new EventStore.Found(
                        row.getString("request_hash"),
                        new StoredReply(row.getInteger("status"), row.getString("body")));
        return found.requestHash().equals(key.requestHash())
                ? Future.succeededFuture(found.reply())
                : Future.failedFuture(new KeyMismatch(key.key()));
    }

    private static Future<StoredReply> insert(
            SqlClient client, IdempotencyKey key, StoredReply reply) {
        if (reply.status() >= FIRST_ERROR) {
            return Future.succeededFuture(reply);
        }
        return client.preparedQuery(
                        "insert into idempotency (key, request_hash, status, body)"
                                + " values ($1, $2, $3, $4) on conflict (key) do nothing")
                .execute(Tuple.of(key.key(), key.requestHash(), reply.status(), reply.body()))
                .compose(
                        rows ->
                                rows.rowCount() == 1 || client instanceof Pool
                                        ? Future.succeededFuture(reply)
                                        // Taken in this moment by a request to a region.
                                        : Future.failedFuture(new KeyConflict(key.key())));
    }
}
