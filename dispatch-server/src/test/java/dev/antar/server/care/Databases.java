package dev.antar.server.care;

import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.store.CarelessPostgres;
import dev.antar.server.store.Database;
import dev.antar.server.store.FoldCheck;
import dev.antar.server.store.LaterTables;
import dev.antar.server.store.Migrations;
import dev.antar.server.store.PgEventStore;
import dev.antar.server.store.SmallHistory;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Databases of one PostgreSQL that is made for tests: quick, and careless with what it confirms.
final class Databases implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    private final CarelessPostgres postgres;

    Databases(Path folder) throws IOException {
        postgres = new CarelessPostgres(folder.resolve("files"));
    }

    /// A new database's address.
    String create(String name) throws SQLException {
        return postgres.create(name);
    }

    String url(String name) {
        return postgres.url(name);
    }

    /// A new database with the newest tables.
    String withTables(String name) throws SQLException {
        return postgres.withTables(name);
    }

    /// The same with a small history in them.
    String fill(String name, SmallHistory history) throws SQLException {
        String url = withTables(name);
        try (Database database = Database.given(url, true)) {
            Pool pool = database.pool(vertx, 1, 10);
            PgEventStore store = new PgEventStore(pool);
            long epoch = store.open(name).await().epoch();
            EventStore.KeyedReply reply =
                    new EventStore.KeyedReply(
                            new IdempotencyKey(name + "-key", "hash"),
                            new StoredReply(201, "{\"id\":\"" + history.done + "\"}"));
            store.commit(new EventStore.Batch(name, epoch, history.events, List.of(reply))).await();
            store.prior(name, "other", history.done).await();
            pool.close().await();
        }
        run(url, "insert into job_name select id, region from job on conflict do nothing");
        run(url, "select make_decision_day('2025-10-09')");
        run(
                url,
                "insert into decision_record values ('"
                        + name
                        + "', '"
                        + history.done
                        + "', '2025-10-09 09:00Z', 6, '{\"p\": \"minimum-cost\", \"v\": 2, \"w\":"
                        + " \""
                        + history.gone
                        + "\", \"c\": [{\"d\": \""
                        + history.gone
                        + "\", \"t\": {}, \"n\": 0}, {\"d\": \""
                        + history.working
                        + "\", \"t\": {}, \"n\": 0}], \"l\": {}, \"o\": []}')");
        try (Connection connection = connect(url)) {
            LaterTables.write(connection, Migrations.newest(), name, history);
        }
        return url;
    }

    void run(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String url, String question) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// In what the tables differ from what the log makes of them.
    List<String> differences(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            connection.setAutoCommit(false);
            return FoldCheck.of(connection).differences();
        }
    }

    /// Every row of every table, as text.
    List<String> everything(String url) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String table : new Tables(connection).columns().keySet()) {
                try (ResultSet row =
                        statement.executeQuery(
                                "select t::text from " + table + " t order by t::text")) {
                    while (row.next()) {
                        rows.add(table + " " + row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    /// How many tables, views, indexes and functions there are.
    String things(String url) throws SQLException {
        return ask(
                url,
                "select count(*) from (select oid from pg_class where relnamespace ="
                        + " 'public'::regnamespace union all select oid from pg_proc where"
                        + " pronamespace = 'public'::regnamespace) as things");
    }

    /// Does this in the session that makes the table of webhooks, once it is made: in the middle of
    /// what makes all tables.
    void whenHalfOfTheTablesAreMade(String url, String statement) throws SQLException {
        run(url, "create schema fault");
        run(
                url,
                "create function fault.strike() returns event_trigger language plpgsql as $$ begin"
                        + " if to_regclass('public.webhook') is not null then "
                        + statement
                        + "; end if; end $$");
        run(
                url,
                "create event trigger strike on ddl_command_end when tag in ('CREATE TABLE')"
                        + " execute function fault.strike()");
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                url.replace("postgresql://postgres@", "jdbc:postgresql://"), "postgres", "");
    }

    @Override
    public void close() throws IOException {
        vertx.close().await();
        postgres.close();
    }
}
