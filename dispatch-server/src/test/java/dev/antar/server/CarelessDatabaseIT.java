package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A server on a database that may lose what it has confirmed: refused, unless somebody insists;
/// then whoever relies on it is told.
class CarelessDatabaseIT {

    @Test
    void isRefusedUnlessAllowedAndThenToldToWhoeverAsksWhetherItIsReady(@TempDir Path folder)
            throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setDataDirectory(folder.resolve("files")).start()) {
            String url = "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
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
                JsonObject ready = new JsonObject(server.get("/readyz").body());
                assertTrue(ready.getBoolean("ready"), ready.encode());
                JsonArray checks = ready.getJsonArray("checks");
                JsonObject last = checks.getJsonObject(checks.size() - 1);
                assertEquals("NOT_DURABLE", last.getString("reason"));
                assertTrue(last.getString("detail").contains("fsync=off"), last.encode());
            }
        }
    }
}
