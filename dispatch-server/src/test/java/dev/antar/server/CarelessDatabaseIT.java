package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.store.CarelessPostgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A server on a database that may lose what it has confirmed: refused, unless somebody insists;
/// then whoever relies on it is told.
class CarelessDatabaseIT {

    @Test
    void isRefusedUnlessAllowedAndThenToldToWhoeverAsksWhetherItIsReady(@TempDir Path folder)
            throws Exception {
        try (CarelessPostgres postgres = new CarelessPostgres(folder.resolve("files"))) {
            String url = postgres.create("given");
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            PrintStream err = System.err;
            try (PrintStream into = new PrintStream(heard, true, StandardCharsets.UTF_8)) {
                System.setErr(into);
                assertEquals(
                        1,
                        Main.commandLine()
                                .execute(
                                        "serve",
                                        "--port",
                                        "0",
                                        "--no-record",
                                        "--database-url",
                                        url));
            } finally {
                System.setErr(err);
            }
            String said = heard.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("fsync=off") && said.contains("--allow-data-loss"), said);

            DataCare careless = new DataCare(30, 30, true);
            try (RunningServer server =
                    new RunningServer(ServerConfig.local(folder).on(url, careless))) {
                assertTrue(details(server).contains("fsync=off"), details(server));
                // And what is turned off in its configuration while the server runs.
                run(url, "alter system set full_page_writes = off");
                reloadUntil(server, url, details -> details.contains("full_page_writes=off"));
                run(url, "alter system reset full_page_writes");
                reloadUntil(server, url, details -> !details.contains("full_page_writes=off"));
            }
        }
    }

    @Test
    void thatItMayLoseSomethingFromNowOnIsToldUntilItIsMended(@TempDir Path folder)
            throws Exception {
        try (RunningServer server = new RunningServer(folder)) {
            server.lookAtSettings();
            assertEquals("", details(server));

            run(server.databaseUrl(), "alter database postgres set synchronous_commit = off");
            server.lookAtSettings();
            String told = details(server);
            run(server.databaseUrl(), "alter database postgres reset synchronous_commit");
            server.lookAtSettings();

            assertTrue(told.contains("synchronous_commit=off"), told);
            assertEquals("", details(server));
        }
    }

    /// What `/readyz` says of a database that may lose something, while the server is ready.
    private static String details(RunningServer server) {
        JsonObject ready = new JsonObject(server.get("/readyz").body());
        assertTrue(ready.getBoolean("ready"), ready.encode());
        JsonArray checks = ready.getJsonArray("checks");
        JsonObject last = checks.getJsonObject(checks.size() - 1);
        return "NOT_DURABLE".equals(last.getString("reason")) ? last.getString("detail") : "";
    }

    /// PostgreSQL reads its configuration again soon after it is told to.
    private static void reloadUntil(RunningServer server, String url, Predicate<String> details)
            throws Exception {
        run(url, "select pg_reload_conf()");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        server.lookAtSettings();
        while (!details.test(details(server))) {
            assertTrue(System.nanoTime() < until, details(server));
            Pause.beforeLookingAgain();
            server.lookAtSettings();
        }
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url.replace("postgresql://postgres@", "jdbc:postgresql://"),
                                "postgres",
                                "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
