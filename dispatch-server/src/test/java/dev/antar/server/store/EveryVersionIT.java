package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Snapshot;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A database of every version, with rows in all of its tables, becomes the newest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryVersionIT {

    /// What a version fills itself.
    private static final Set<String> MADE_WITH_ITS_ROW = Set.of("erasure_key");

    /// A database that gets the changes of one version after the other, and no row.
    private static final String GROWING = "growing";

    /// With its number behind it, a database of that version without a row.
    private static final String EMPTY = "empty";

    private final Vertx vertx = Vertx.vertx();
    private CarelessPostgres postgres;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        postgres = new CarelessPostgres(folder.resolve("files"));
        // Each made from nothing would take as many changes as there are versions, times as many.
        postgres.create(GROWING);
        for (int version : versions()) {
            Migrations.migrate(postgres.address(GROWING), version);
            postgres.copy(GROWING, EMPTY + version);
        }
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
        vertx.close().await();
    }

    /// As it was left by a server of that time.
    @ParameterizedTest
    @MethodSource("versions")
    void tablesOfEveryVersionWithRowsInThemBecomeTheNewestAtOnce(int version) throws Exception {
        String name = region(version);
        postgres.copy(EMPTY + version, name);
        assertBecomeTheNewest(name, List.of(version));
    }

    /// One database that was of each version for a while, and got a region of that time.
    @Test
    void rowsOfEveryVersionGoThroughAllChangesAfterIt() throws Exception {
        postgres.create("each");
        assertBecomeTheNewest("each", versions());
    }

    static List<Integer> versions() {
        return Migrations.known();
    }

    /// @param versions at which rows are written, in their order
    private void assertBecomeTheNewest(String name, List<Integer> versions) throws Exception {
        try (Connection connection = postgres.connect(name)) {
            Map<String, Integer> rows = Map.of();
            for (int version : versions) {
                Migrations.migrate(postgres.address(name), version);
                assertNothingIsLost(rows, connection);
                rows = write(connection, version);
            }
            try (Database database = Database.given(postgres.url(name), true)) {
                assertNothingIsLost(rows, connection);
                Pool pool = database.pool(vertx, 2, 10);
                for (int version : versions) {
                    assertReadToday(new PgEventStore(pool), version);
                    LaterTables.assertRead(pool, version, region(version));
                }
                pool.close().await();
            }
            connection.setAutoCommit(false);
            FoldCheck.Result check = FoldCheck.of(connection);
            assertEquals(List.of(), check.differences());
            assertEquals(19L * versions.size(), check.events());
        }
    }

    private static String region(int version) {
        return "v" + version;
    }

    private static void assertNothingIsLost(Map<String, Integer> before, Connection connection)
            throws SQLException {
        Map<String, Integer> after = OldTables.rows(connection);
        after.keySet().retainAll(before.keySet());
        assertEquals(before, after);
    }

    /// Writes what a server of this version would have written.
    ///
    /// @return how many rows each table has then
    private static Map<String, Integer> write(Connection connection, int version)
            throws SQLException {
        Map<String, Integer> before = OldTables.rows(connection);
        String region = region(version);
        OldTables.write(connection, version, region, new SmallHistory(region));
        Map<String, Integer> after = OldTables.rows(connection);
        assertEquals(before.keySet(), after.keySet());
        after.forEach(
                (table, count) ->
                        assertTrue(
                                count > Objects.requireNonNull(before.get(table))
                                        || MADE_WITH_ITS_ROW.contains(table),
                                "OldTables writes no row of version " + version + ": " + table));
        assertFalse(after.containsValue(0), after.toString());
        return after;
    }

    private static void assertReadToday(PgEventStore store, int version) {
        String region = region(version);
        SmallHistory history = new SmallHistory(region);
        EventStore.Opened opened = store.open(region).await();
        Snapshot fold = Snapshot.of(history.events);
        assertEquals(fold.lastSeq(), opened.snapshot().lastSeq());
        assertEquals(fold.drivers(), opened.snapshot().drivers());
        assertEquals(fold.openJobs(), opened.snapshot().openJobs());
        assertEquals(fold.policy(), opened.snapshot().policy());
        store.commit(new EventStore.Batch(region, opened.epoch(), history.more(), List.of()))
                .await();
        assertEquals(
                "hash",
                Objects.requireNonNull(store.prior(region, "key-" + region, null).await().reply())
                        .requestHash());
        assertTrue(store.prior(region, "other", history.done).await().nameTaken());
    }
}
