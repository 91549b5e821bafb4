package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Event;
import dev.antar.server.Pause;
import dev.antar.server.engine.EventStore;

import io.vertx.sqlclient.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// How much of its tables a new database reads: PostgreSQL knows nothing of them yet, and keeps the
/// plans it makes now while they fill.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsReadIT {

    private static final int JOBS = 800;

    private static final String COUNTS =
            """
            select sum(n_tup_ins) filter (where relname = 'event')::bigint as written,
                   sum(seq_tup_read + idx_tup_fetch)
                       filter (where relname in ('job', 'assignment', 'driver'))::bigint as read
            from pg_stat_user_tables
            """;

    @RegisterExtension private final EmbeddedPool embedded = new EmbeddedPool();

    @Test
    @Timeout(60)
    void commitReadsTheRowsItChangesAndNotTheTable() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        List<Event> history = SmallMarket.history(region, JOBS);
        for (int from = 0; from < history.size(); from += 20) {
            List<Event> part = history.subList(from, Math.min(history.size(), from + 20));
            store.commit(new EventStore.Batch(region, epoch, part, List.of())).await();
        }

        long read = rowsReadAfter(history.size());

        // A row that changes, and the one that an event's foreign key looks at.
        assertTrue(read <= 2L * history.size(), read + " rows for " + history.size() + " events");
    }

    /// @param events whose rows are counted by then: a connection reports a moment later
    /// @return rows of jobs, assignments and drivers
    private long rowsReadAfter(int events) {
        Row counts = counts();
        while (counts.getLong("written") < events) {
            Pause.beforeLookingAgain();
            counts = counts();
        }
        return counts.getLong("read");
    }

    private Row counts() {
        embedded.pool().query("select pg_stat_force_next_flush()").execute().await();
        return embedded.pool().query(COUNTS).execute().await().iterator().next();
    }
}
