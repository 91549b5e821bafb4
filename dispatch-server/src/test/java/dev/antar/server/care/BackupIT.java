package dev.antar.server.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.Pause;
import dev.antar.server.engine.EventStore;
import dev.antar.server.store.Database;
import dev.antar.server.store.DatabaseException;
import dev.antar.server.store.FolderLock;
import dev.antar.server.store.Migrations;
import dev.antar.server.store.PgEventStore;
import dev.antar.server.store.SmallHistory;

import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What is backed up comes back the same; what cannot be right is refused before anything is
/// touched.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {

    private Databases databases;
    private Path folder;
    private String source;
    private Path backup;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        folder = given;
        databases = new Databases(folder);
        source = databases.fill("source", new SmallHistory("s"));
        databases.run(source, "insert into learned_speed values ('source', -5, -1, 1200, 7, 0)");
        backup = backUp(source, "backup");
    }

    @AfterAll
    void stop() throws Exception {
        databases.close();
    }

    private Path backUp(String url, String name) throws Exception {
        Path target = folder.resolve(name);
        try (Database database = Database.asItIs(url)) {
            new Backup(database, "1.2.3").write(target);
        }
        return target;
    }

    @Test
    void everyRowComesBackTheSame() throws Exception {
        String other = databases.create("other");

        new Restore(backup, false).into(other, true);

        assertEquals(databases.everything(source), databases.everything(other));
        assertEquals(List.of(), databases.differences(other));
        assertTrue(databases.everything(other).size() > 30);
    }

    @Test
    void backupShowsOneMomentWhileTheRegionGoesOn() throws Exception {
        String url = databases.withTables("busy");
        try (Database database = Database.given(url, true)) {
            Pool pool = database.pool(databases.vertx, 1, 10);
            PgEventStore store = new PgEventStore(pool);
            Thread writer =
                    Thread.ofPlatform()
                            .unstarted(
                                    () -> {
                                        for (int i = 0; i < 40; i++) {
                                            String region = "r" + i;
                                            long epoch = store.open(region).await().epoch();
                                            store.commit(
                                                            new EventStore.Batch(
                                                                    region,
                                                                    epoch,
                                                                    new SmallHistory(region).events,
                                                                    List.of()))
                                                    .await();
                                        }
                                    });
            writer.start();
            int number = 0;
            while (writer.isAlive() || number == 0) {
                Path target = folder.resolve("busy" + number++);
                Backup.Written written = new Backup(database, "1.2.3").write(target);
                assertEquals(List.of(), written.differences());
                assertEquals(0, written.manifest().events() % 17);
            }
            pool.close().await();
        }
    }

    @Test
    void backupOfAnEarlierVersionBecomesTheNewest() throws Exception {
        String old = databases.create("earlier");
        Database.given(old, true, 16).close();
        databases.run(old, "insert into region values ('earlier', 4)");
        databases.run(
                old,
                "insert into event values ('earlier', 1, null, null, 'a', 'DriverRegistered',"
                    + " now(), '{\"at\": 1, \"driver\": \"a\", \"vehicle\": \"CAR\", \"skills\":"
                    + " [], \"seats\": 4, \"capacity\": 1}')");
        databases.run(
                old,
                "insert into driver values ('a', 'earlier', 1, 'CAR', '{}', 4, 1, false,"
                        + " '{\"kind\": \"OPEN\"}')");
        Path written = backUp(old, "earlier");
        String other = databases.create("later");

        new Restore(written, false).into(other, true);

        assertEquals(List.of(), databases.differences(other));
        assertEquals(
                Integer.toString(Migrations.newest()),
                databases.ask(other, "select max(version::int) from flyway_schema_history"));
        assertEquals("4", databases.ask(other, "select epoch from region"));
    }

    @Test
    void anyBitThatIsFlippedIsFound() throws Exception {
        List<Path> files = list(backup);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 5)) {
                Path damaged = copy("flipped");
                byte[] bytes = whole.clone();
                bytes[at] ^= 4;
                Files.write(damaged.resolve(file.getFileName()), bytes);
                assertThrows(Refused.class, () -> new Restore(damaged, false), file + " " + at);
                Folders.delete(damaged);
            }
        }
    }

    @Test
    void whatIsMissingStrangeForeignOrNewerIsRefusedByName() throws Exception {
        Path damaged = copy("damaged");
        Files.delete(damaged.resolve("event.copy.gz"));
        assertSays(damaged, "event.copy.gz is missing");
        Files.write(damaged.resolve("event.copy.gz"), new byte[3]);
        assertSays(damaged, "event.copy.gz has 3 bytes instead of");
        Folders.delete(damaged);

        Path strange = copy("strange");
        Files.writeString(strange.resolve("notes.txt"), "x");
        assertSays(strange, "notes.txt is not part of the backup");

        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        assertSays(foreign, "is no backup of Antar");
        Files.writeString(foreign.resolve(Manifest.FILE), "{\"kind\": \"photographs\"}");
        assertSays(foreign, "is of another kind");
        Files.writeString(foreign.resolve(Manifest.FILE), "{");
        assertSays(foreign, "is not JSON");
        assertSays(folder.resolve("nowhere"), "there is no such folder");

        Path newer = edited("newer", "\"schema\" : " + Migrations.newest(), "\"schema\" : 9999");
        assertSays(newer, "tables of version 9999, made by Antar 1.2.3");
        assertSays(
                edited("never", "\"schema\" : " + Migrations.newest(), "\"schema\" : 3"),
                "never had");
        assertSays(edited("format", "\"format\" : 1", "\"format\" : 2"), "has the format 2");
    }

    @Test
    void backupWhoseManifestLiesIsRefusedBeforeAnythingIsInItsPlace() throws Exception {
        Path lying = edited("lying", "\"events\" : 17", "\"events\" : 16");
        Path data = Files.createDirectory(folder.resolve("untouched"));

        Refused refusal =
                assertThrows(Refused.class, () -> new Restore(lying, false).into(data, false));

        assertTrue(String.valueOf(refusal.getMessage()).contains("17 events instead of 16"));
        assertEquals(List.of("antar.lock"), names(data));
        String given = databases.create("lied");
        assertThrows(Refused.class, () -> new Restore(lying, false).into(given, true));
        assertEquals("0", databases.things(given));
    }

    @Test
    void restoreThatLosesItsConnectionLeavesTheDatabaseEmpty() throws Exception {
        String url = databases.create("lost");
        databases.whenHalfOfTheTablesAreMade(url, "perform pg_terminate_backend(pg_backend_pid())");

        assertThrows(DatabaseException.class, () -> new Restore(backup, false).into(url, true));

        assertEquals("0", databases.things(url));
        databases.run(url, "drop event trigger strike");
        assertNull(new Restore(backup, false).into(url, true));
        assertEquals(databases.everything(source), databases.everything(url));
    }

    @Test
    void whatIsLeftOfARestoreThatWasCutShortIsToldAndTakenAwayByTheNext() throws Exception {
        String url = databases.create("cut");
        databases.whenHalfOfTheTablesAreMade(url, "perform pg_advisory_lock(77)");
        try (Connection other = Databases.connect(url)) {
            other.createStatement().execute("select pg_advisory_lock(77)");
            CompletableFuture<Refused> restoring =
                    CompletableFuture.supplyAsync(
                            () ->
                                    assertThrows(
                                            Refused.class,
                                            () -> new Restore(backup, false).into(url, true)),
                            task -> Thread.ofPlatform().start(task));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (databases
                    .ask(url, "select count(*) from pg_locks where not granted")
                    .equals("0")) {
                assertFalse(restoring.isDone());
                assertTrue(System.nanoTime() < until, "it does not come to the tables");
                Pause.beforeLookingAgain();
            }
            assertSays(
                    assertThrows(Refused.class, () -> new Restore(backup, false).into(url, true)),
                    "Another restore into this database is under way");
            // From here on it can reach the database no more, as if it were killed.
            String server = databases.url("postgres");
            databases.run(server, "alter database cut allow_connections false");
            databases.run(
                    server,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut'");
            assertSays(restoring.get(60, TimeUnit.SECONDS), "could not be taken away");
            databases.run(server, "alter database cut allow_connections true");
        }
        databases.run(url, "drop event trigger strike");

        assertSays(
                assertThrows(DatabaseException.class, () -> Database.given(url, true)),
                "A restore into it was begun and not finished: " + backup);
        Path nowhere = folder.resolve("none");
        assertTrue(
                told(new Doctor(nowhere, nowhere, url, Instant.now(), 30).look(false))
                        .contains("PROBLEM  A restore into it was begun and not finished"));
        String left = String.valueOf(new Restore(backup, false).into(url, true));
        assertTrue(left.startsWith(backup + ", begun at "), left);
        assertEquals(databases.everything(source), databases.everything(url));
    }

    @Test
    void differencesAreToldAndRefusedUnlessAccepted() throws Exception {
        String url = databases.fill("different", new SmallHistory("d"));
        databases.run(url, "update driver set on_duty = false where id = 'd-working'");
        Path target = folder.resolve("different");
        try (Database database = Database.asItIs(url)) {
            Backup.Written written = new Backup(database, "1.2.3").write(target);
            assertFalse(written.manifest().foldEqual());
            assertEquals(1, written.differences().size());
        }

        String other = databases.create("accepted");
        Refused refusal =
                assertThrows(Refused.class, () -> new Restore(target, false).into(other, true));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--accept-differences"));
        assertEquals("0", databases.things(other));
        new Restore(target, true).into(other, true);
        assertEquals(databases.everything(url), databases.everything(other));
    }

    @Test
    void databaseThatHasTablesIsNotRestoredInto() {
        Refused refusal =
                assertThrows(Refused.class, () -> new Restore(backup, false).into(source, true));

        assertTrue(String.valueOf(refusal.getMessage()).contains("is not empty"));
    }

    @Test
    void folderThatIsInUseOrHasADatabaseIsLeftAlone() throws Exception {
        Path data = folder.resolve("used");
        Files.createDirectories(data.resolve("postgres"));
        Restore restore = new Restore(backup, false);
        assertSays(assertThrows(Refused.class, () -> restore.into(data, false)), "--replace");
        try (FolderLock _ = FolderLock.of(data)) {
            assertSays(
                    assertThrows(DatabaseException.class, () -> restore.into(data, true)),
                    "is in use by process");
        }
        assertEquals(List.of("antar.lock", "postgres"), names(data));
    }

    @Test
    void doctorSaysWhatAGivenDatabaseLacks() throws Exception {
        Path nowhere = folder.resolve("none");
        String url = databases.fill("ill", new SmallHistory("i"));
        databases.run(url, "update job set state = 'PENDING' where id = 'i-held'");
        Instant before = Instant.ofEpochMilli(SmallHistory.BEGAN);

        String told = told(new Doctor(nowhere, nowhere, url, before, 30).look(false));

        assertTrue(told.contains("PROBLEM  The database may lose what it has confirmed"), told);
        assertTrue(told.contains("PROBLEM  The tables are not what the log makes of them"), told);
        assertTrue(told.contains("PROBLEM  The clock is 128 s behind the last event"), told);
        String old = databases.create("old");
        Database.given(old, true, 12).close();
        assertTrue(
                told(new Doctor(nowhere, nowhere, old, before, 30).look(false))
                        .contains("warning  The tables have version 12;"));
    }

    private static String told(List<Finding> findings) {
        return String.join("\n", findings.stream().map(Finding::toString).toList());
    }

    private void assertSays(Path wrong, String words) {
        assertSays(assertThrows(Refused.class, () -> new Restore(wrong, false)), words);
    }

    private static void assertSays(RuntimeException refusal, String words) {
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains(words), said);
    }

    /// The backup with a manifest that says something else and has the checksum for it.
    private Path edited(String name, String from, String to) throws IOException {
        Path edited = copy(name);
        String json = Files.readString(edited.resolve(Manifest.FILE));
        assertTrue(json.contains(from), json);
        byte[] other = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
        Files.write(edited.resolve(Manifest.FILE), other);
        Files.writeString(
                edited.resolve(Manifest.CHECKSUM), Manifest.hex(Manifest.sha256().digest(other)));
        return edited;
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        for (Path file : list(backup)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static List<Path> list(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.sorted().toList();
        }
    }

    private static List<String> names(Path from) throws IOException {
        return list(from).stream().map(each -> each.getFileName().toString()).toList();
    }
}
