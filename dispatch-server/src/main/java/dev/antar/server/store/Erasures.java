package dev.antar.server.store;

import dev.antar.server.engine.Erased;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/// Whether a name that nobody has any more was erased.
final class Erasures {

    private Erasures() {}

    /// Fails with [Erased] if it was.
    ///
    /// @param kind `driver` or `job`
    static Future<Void> requireNot(Pool pool, String kind, String id) {
        return pool.preparedQuery("select is_erased($1, $2) as erased")
                .execute(Tuple.of(kind, id))
                .compose(
                        rows ->
                                rows.iterator().next().getBoolean("erased")
                                        ? Future.failedFuture(new Erased(kind))
                                        : Future.succeededFuture());
    }
}
