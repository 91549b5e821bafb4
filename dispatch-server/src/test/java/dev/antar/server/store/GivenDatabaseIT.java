package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.EventStore;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A database that somebody else runs: whatever can be wrong with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivenDatabaseIT {

    private static final Sweep.Swept NOTHING = new Sweep.Swept(0, 0, 0);

    private final Vertx vertx = Vertx.vertx();
    private CarelessPostgres postgres;
    private Path files;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        files = folder.resolve("files");
        postgres = new CarelessPostgres(files, Map.of("full_page_writes", "off"));
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
        vertx.close().await();
    }

    private Map<String, Integer> rows(String database) throws SQLException {
        try (Connection connection = postgres.connect(database)) {
            return OldTables.rows(connection);
        }
    }

    @Test
    void whatIsNotTheFoldOfTheLogIsFound() throws Exception {
        try (Database database = Database.given(postgres.withTables("unlike"), true)) {
            SmallHistory history = new SmallHistory("u");
            Pool pool = database.pool(vertx, 2, 10);
            PgEventStore store = new PgEventStore(pool);
            long epoch = store.open("u").await().epoch();
            store.commit(new EventStore.Batch("u", epoch, history.events, List.of())).await();
            pool.close().await();
            assertEquals(List.of(), check(database).differences());
            for (String harm :
                    List.of(
                            "update job set state = 'PENDING' where id = 'u-held'",
                            "update assignment set ended_at = now() where job = 'u-held'",
                            "update driver set on_duty = false where id = 'u-working'",
                            "update job set asked = asked || '{\"seats\": 9}' where id = 'u-done'",
                            "update job set version = 7 where id = 'u-cancelled'",
                            "delete from event where seq = 13",
                            "delete from assignment where job = 'u-done'")) {
                try (Connection connection = transaction(database)) {
                    connection.createStatement().executeUpdate(harm);
                    assertTrue(!FoldCheck.of(connection).differences().isEmpty(), harm);
                    connection.rollback();
                }
            }
        }
    }

    @Test
    void placesBecomeCoarseWithAgeInJobAndEventAlikeButNotWhileAJobIsOpen() throws Exception {
        try (Database database = Database.given(postgres.withTables("old"), true)) {
            SmallHistory history = new SmallHistory("o");
            Pool pool = database.pool(vertx, 2, 10);
            PgEventStore store = new PgEventStore(pool);
            long epoch = store.open("o").await().epoch();
            store.commit(new EventStore.Batch("o", epoch, history.events, List.of())).await();
            Meters meters = new Meters();
            Instant ended = Instant.ofEpochMilli(SmallHistory.BEGAN + 122_000);

            assertEquals(NOTHING, swept(pool, meters, ended.plus(Duration.ofDays(29))));
            assertEquals(
                    new Sweep.Swept(2, 1, 0), swept(pool, meters, ended.plus(Duration.ofDays(31))));
            assertEquals(NOTHING, swept(pool, meters, ended.plus(Duration.ofDays(31))));

            assertEquals(List.of(), check(database).differences());
            Snapshot read = new PgEventStore(pool).open("o").await().snapshot();
            for (Event.OfJob event : read.openJobs()) {
                if (event instanceof Event.JobSubmitted submitted) {
                    boolean open = List.of(history.held, history.waiting).contains(submitted.job());
                    assertEquals(
                            open ? SmallHistory.PICKUP : new LatLng(57.7, 11.97),
                            submitted.asked().pickup());
                    assertEquals(
                            open ? SmallHistory.DROPOFF : new LatLng(57.7099, 11.98),
                            submitted.asked().dropoff());
                }
            }
            // Two jobs are open: their places stand in the job and in its event.
            assertEquals("4", found("old", "7012345"));
            assertEquals("0", found("old", "7612345"));
            assertTrue(meters.scrape().contains("antar_retention_swept_total{what=\"jobs\"} 2.0"));
            pool.close().await();
        }
    }

    @Test
    void placesBecomeCoarseOnlyWhenTheServersClockAndTheDatabasesSayThatTheyAreOld()
            throws Exception {
        try (Database database = Database.given(postgres.withTables("clocks"), true)) {
            SmallHistory history = new SmallHistory("c");
            Pool pool = database.pool(vertx, 2, 10);
            PgEventStore store = new PgEventStore(pool);
            long epoch = store.open("c").await().epoch();
            store.commit(new EventStore.Batch("c", epoch, history.events, List.of())).await();
            Instant now = Instant.now();
            happened("clocks", "now() - interval '2 days'");
            assertEquals(NOTHING, swept(pool, new Meters(), now.plus(Duration.ofDays(400))));

            happened("clocks", "now() - interval '31 days'");

            assertEquals(NOTHING, swept(pool, new Meters(), now.minus(Duration.ofDays(31))));
            assertEquals(new Sweep.Swept(2, 1, 0), swept(pool, new Meters(), now));
            pool.close().await();
        }
    }

    /// Moves what happened to another time.
    private void happened(String database, String when) throws SQLException {
        run(database, "update event set at = " + when);
        run(database, "update job set ended_at = " + when + " where ended_at is not null");
    }

    /// Sweeps on a server whose clock says that it is then.
    private Sweep.Swept swept(Pool pool, Meters meters, Instant then) {
        return new Sweep(vertx, pool, 30, then::toEpochMilli, meters).sweep().await();
    }

    /// In how many rows that hold places the text stands.
    private String found(String database, String text) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from (select body::text from event union all"
                                        + " select asked::text from job union all select"
                                        + " availability::text from driver) as t (text) where text"
                                        + " like '%"
                                        + text
                                        + "%'")) {
            row.next();
            return row.getString(1);
        }
    }

    /// How old an answer is tells the clock that gave it its time, and no server's.
    @Test
    void repliesOlderThanADayAreDeletedAndYoungerKeptWhateverTheServersClockSays()
            throws Exception {
        try (Database database = Database.given(postgres.withTables("replies"), true)) {
            run(
                    "replies",
                    "insert into idempotency select 'k' || n, 'h', 201, '{}', now() - n * interval"
                            + " '1 minute' from generate_series(1, 4000) as n");
            Pool pool = database.pool(vertx, 1, 10);

            Instant later = Instant.now().plus(Duration.ofDays(3));

            assertEquals(4_000 - 25 * 60, swept(pool, new Meters(), later).replies(), 2);
            run("replies", "update idempotency set created_at = created_at - interval '1 day'");
            Instant earlier = Instant.now().minus(Duration.ofDays(3));
            assertEquals(24 * 60, swept(pool, new Meters(), earlier).replies(), 2);
            pool.close().await();
        }
    }

    @Test
    void oneThatMayLoseWhatItConfirmedIsRefusedUnlessThatIsAllowed() throws Exception {
        postgres.create("careless");

        DatabaseException refusal = refusal("postgres", "careless", false);

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertSays(refusal, setting + "=off");
        }
        assertSays(refusal, "--allow-data-loss");
        try (Database database = Database.given(postgres.url("postgres", "careless"), true)) {
            assertEquals(3, database.settingsOff().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alter role %s set default_transaction_read_only = on, only read",
        "alter role %s set search_path = nowhere, no schema",
        "revoke create on schema public from public; revoke create on schema public from %s,"
                + " CREATE on schema public"
    })
    void userWhoMayNotDoWhatIsNeededIsRefused(String sql, String says) throws Exception {
        String role = "r" + Integer.toHexString(sql.hashCode());
        run("postgres", "create role " + role + " login");
        postgres.create(role);
        run(role, sql.formatted(role, role));

        assertSays(refusal(role, role, true), says);
    }

    @Test
    void missingRightsOnATableAreNamed() throws Exception {
        run("postgres", "create role poor login");
        postgres.withTables("poor");
        run("poor", "grant create on schema public to poor");
        run("poor", "grant select, insert, update on all tables in schema public to poor");

        assertSays(refusal("poor", "poor", true), "DELETE on table");
    }

    @Test
    void whoeverDoesNotOwnWhatHasToBeChangedIsToldBeforeAnythingIs() throws Exception {
        int earlier = Migrations.known().get(Migrations.known().size() - 2);
        run("postgres", "create role tenant login");
        postgres.create("tenant");
        Migrations.migrate(postgres.address("tenant"), earlier);
        run("tenant", "grant create on schema public to tenant");
        run("tenant", "grant all on all tables in schema public to tenant");

        DatabaseException refusal = refusal("tenant", "tenant", true);

        assertSays(refusal, "from version " + earlier + " to " + Migrations.newest());
        assertSays(refusal, "table assignment belongs to postgres, ");
        assertSays(refusal, "alter table assignment owner to tenant");
        for (String table : rows("tenant").keySet()) {
            run("tenant", "alter table " + table + " owner to tenant");
        }
        assertSays(refusal("tenant", "tenant", true), "function coarse_job belongs to postgres, ");
        assertEquals(new Migrations.State.At(earlier), state("tenant"));
        for (String function : Migrations.functions()) {
            run(
                    "tenant",
                    "do $$ begin if to_regproc('"
                            + function
                            + "') is not null then alter function "
                            + function
                            + " owner to tenant; end if; end $$");
        }
        Database.given(postgres.url("tenant", "tenant"), true).close();
        assertEquals(new Migrations.State.At(Migrations.newest()), state("tenant"));

        // Where nothing has to be changed the rights are enough.
        run("tenant", "alter table job owner to postgres");
        run("tenant", "grant all on table job to tenant");
        Database.given(postgres.url("tenant", "tenant"), true).close();
    }

    private Migrations.State state(String database) throws SQLException {
        try (Connection connection = postgres.connect(database)) {
            return Migrations.of(connection);
        }
    }

    @Test
    void newerForeignAndUnfinishedTablesAreRefusedAndLeftAlone() throws Exception {
        postgres.withTables("newer");
        run(
                "newer",
                "insert into flyway_schema_history select 999, '9999', 'x', 'SQL', 'x', 1,"
                        + " 'x', now(), 1, true");
        assertSays(refusal("postgres", "newer", true), "version 9999, made by a newer Antar");

        run("newer", "update flyway_schema_history set success = false where version = '9999'");
        assertSays(refusal("postgres", "newer", true), "not finished");

        postgres.create("others");
        run("others", "create table invoices (id int)");
        assertSays(refusal("postgres", "others", true), "not Antar's (invoices)");
    }

    @Test
    void wrongCredentialsAndNamesAreSaidWithoutThePassword() throws Exception {
        run("postgres", "create role locked login password 'right-secret'");
        Path rules = files.resolve("pg_hba.conf");
        Files.writeString(rules, "host all locked all scram-sha-256\n" + Files.readString(rules));
        run("postgres", "select pg_reload_conf()");

        DatabaseException wrong =
                assertThrows(
                        DatabaseException.class,
                        () ->
                                Database.given(
                                        postgres.url("locked:wrong-secret", "postgres"), true));

        assertSays(wrong, "User or password is wrong");
        assertTrue(!String.valueOf(wrong.getMessage()).contains("secret"), wrong.getMessage());
        assertSays(refusal("postgres", "missing", true), "Create the database");
        assertSays(
                assertThrows(
                        DatabaseException.class,
                        () -> Database.given("postgresql://u@127.0.0.1:1/db")),
                "Is PostgreSQL running there");
    }

    private DatabaseException refusal(String user, String name, boolean allowLoss) {
        return assertThrows(
                DatabaseException.class, () -> Database.given(postgres.url(user, name), allowLoss));
    }

    private static void assertSays(DatabaseException refusal, String words) {
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains(words), said);
    }

    private static FoldCheck.Result check(Database database) throws SQLException {
        try (Connection connection = transaction(database)) {
            return FoldCheck.of(connection);
        }
    }

    private static Connection transaction(Database database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void run(String database, String sql) throws SQLException {
        postgres.run(database, sql);
    }
}
