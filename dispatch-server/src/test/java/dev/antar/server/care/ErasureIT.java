package dev.antar.server.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.Erased;
import dev.antar.server.engine.EventStore;
import dev.antar.server.store.Database;
import dev.antar.server.store.PgDriverArchive;
import dev.antar.server.store.PgEventStore;
import dev.antar.server.store.PgJobArchive;
import dev.antar.server.store.SmallHistory;

import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A person is given out whole and taken out whole, and the log stays what it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

    private Databases databases;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        folder = given;
        databases = new Databases(folder);
    }

    @AfterAll
    void stop() throws Exception {
        databases.close();
    }

    @Test
    void erasedDriverStandsNowhereAndTheFoldIsEqual() throws Exception {
        SmallHistory history = new SmallHistory("a");
        String url = databases.fill("a", history);
        openCase(url, "a-gone", "Says a-gone.");
        openCase(url, "a-working", "Somebody else was nearer.");
        int rows = databases.everything(url).size();

        Erasure.Erased erased = erase(url, driver("a-gone"));

        assertFalse(erased.already());
        assertEquals(List.of(), databases.differences(url));
        List<String> left = databases.everything(url);
        assertEquals(rows + 1, left.size());
        assertEquals(List.of(), left.stream().filter(row -> row.contains("a-gone")).toList());
        assertEquals(List.of(), left.stream().filter(row -> row.contains("7612345")).toList());
        assertEquals(List.of(), left.stream().filter(row -> row.contains("dog")).toList());
        assertEquals(
                "true",
                databases.ask(
                        url,
                        "select (count(distinct n) = 1)::text from (select driver as n from job"
                            + " where id = 'a-done' union all select driver from assignment where"
                            + " job = 'a-done' union all select body ->> 'driver' from event where"
                            + " type = 'JobCompleted' union all select body ->> 'w' from"
                            + " decision_record union all select body #>> '{c,0,d}' from"
                            + " decision_record) as names"));
        assertTrue(erase(url, driver("a-gone")).already());
        asking(
                url,
                pool -> {
                    PgDriverArchive archive = new PgDriverArchive(pool);
                    assertThrows(
                            Erased.class,
                            () -> archive.events(new DriverId("a-gone"), 0, 9).await());
                    assertEquals(null, archive.events(new DriverId("a-nobody"), 0, 9).await());
                });
    }

    @Test
    void erasedJobHasNoPlacesNoWordsAndItsNameIsNotTakenAgain() throws Exception {
        SmallHistory history = new SmallHistory("b");
        String url = databases.fill("b", history);

        erase(url, job("b-done"));
        erase(url, job("b-cancelled"));

        assertEquals(List.of(), databases.differences(url));
        List<String> left = databases.everything(url);
        for (String gone : List.of("b-done", "b-cancelled", "my mother")) {
            assertEquals(List.of(), left.stream().filter(row -> row.contains(gone)).toList());
        }
        // The places of the two open jobs, each in the job and in its event.
        assertEquals(4, left.stream().filter(row -> row.contains("7012345")).count());
        asking(
                url,
                pool -> {
                    assertThrows(
                            Erased.class,
                            () -> new PgJobArchive(pool).find(new JobId("b-done")).await());
                    PgEventStore store = new PgEventStore(pool);
                    assertTrue(store.prior("b", "new", new JobId("b-done")).await().nameTaken());
                    EventStore.Found reply =
                            Objects.requireNonNull(store.prior("b", "b-key", null).await().reply());
                    assertEquals(410, reply.reply().status());
                });
    }

    @Test
    void whoeverIsOnDutyUnknownOrNotOverIsRefusedAndNothingChanges() throws Exception {
        String url = databases.fill("c", new SmallHistory("c"));
        List<String> before = databases.everything(url);

        assertSays(refusal(url, driver("c-working")), "is on duty or has a job");
        assertSays(refusal(url, driver("c-nobody")), "There is no driver c-nobody");
        assertSays(refusal(url, job("c-held")), "is not over");
        databases.run(url, "insert into learned_speed select 'c', 1, 1, 900, 1, 1");
        databases.run(url, "update driver set skills = '{c-gone}' where id = 'c-working'");
        assertSays(refusal(url, driver("c-gone")), "also stands in driver.skills");
        databases.run(url, "update driver set skills = '{}' where id = 'c-working'");
        databases.run(url, "delete from learned_speed");

        assertEquals(before, databases.everything(url));
        assertThrows(IllegalArgumentException.class, () -> driver("erased-0011"));
        assertThrows(IllegalArgumentException.class, () -> driver("not a name"));
    }

    @Test
    void serverThatStillHasTheRegionWritesNoMore() throws Exception {
        SmallHistory history = new SmallHistory("e");
        String url = databases.withTables("e");
        try (Database database = Database.given(url, true)) {
            Pool pool = database.pool(databases.vertx, 1, 10);
            PgEventStore store = new PgEventStore(pool);
            long epoch = store.open("e").await().epoch();
            store.commit(new EventStore.Batch("e", epoch, history.events, List.of())).await();
            assertSays(refusal(url, driver("e-gone")), "A server works on this database");
            pool.close().await();
            erase(url, driver("e-gone"));

            Pool again = database.pool(databases.vertx, 1, 10);
            assertThrows(
                    EventStore.Fenced.class,
                    () -> new PgEventStore(again).lastSeq("e", epoch).await());
            again.close().await();
        }
    }

    @Test
    void exportHasWhatIsKnownOfAPersonAndNothingOfOthers() throws Exception {
        String url = databases.fill("f", new SmallHistory("f"));
        openCase(url, "f-gone", "I was nearer.");
        // An exchange of a job between him and another.
        databases.run(
                url,
                "insert into event values ('f', 18, 'f-cancelled', 3, 'f-working', 'SwapEnded',"
                        + " now(), '{\"at\": 1, \"driver\": \"f-working\", \"holder\":"
                        + " \"f-gone\"}')");
        Path ofDriver = folder.resolve("driver.json");
        Path ofJob = folder.resolve("job.json");

        try (Database database = Database.asItIs(url)) {
            new PersonExport(database).write(driver("f-gone"), ofDriver);
            new PersonExport(database).write(job("f-done"), ofJob);
            assertThrows(
                    Refused.class,
                    () ->
                            new PersonExport(database)
                                    .write(driver("f-nobody"), folder.resolve("nobody.json")));
        }

        String driver = Files.readString(ofDriver);
        for (String known :
                List.of(
                        "DriverRegistered",
                        "57.7612345",
                        "JobCompleted",
                        "f-done",
                        "chosen",
                        "I was nearer.",
                        // From the tables of later parts.
                        "SwapEnded",
                        "123457",
                        "The dog was sick in the car.",
                        "You were two streets away.",
                        "pause-f",
                        "answered with 500")) {
            assertTrue(driver.contains(known), known + " in " + driver);
        }
        for (String ofOthers : List.of("f-working", "7012345", "my mother")) {
            assertFalse(driver.contains(ofOthers), ofOthers + " in " + driver);
        }
        String job = Files.readString(ofJob);
        assertTrue(job.contains("57.7012345") && job.contains("f-key"), job);
        assertTrue(job.contains("answered with 500"), job);
        assertFalse(job.contains("f-held") || job.contains("f-working"), job);
    }

    private void openCase(String url, String driver, String words) throws Exception {
        databases.ask(
                url,
                "with opened as (insert into review_case (id, driver, region, subject, words,"
                        + " evidence, opened_at, due_at) values ('c-"
                        + Integer.toHexString(driver.hashCode())
                        + "', '"
                        + driver
                        + "', 'a', 'OTHER', '"
                        + words
                        + "', '{\"record\": {\"text\": \"a-gone was asked.\", \"decisions\":"
                        + " [{\"driver\": \"a-gone\"}]}}', now(), now()) returning id), answered as"
                        + " (insert into review_entry (review_case, at, kind, words) select id,"
                        + " now(), 'ANSWERED', '"
                        + words
                        + "' from opened) insert into review_untold select id, '"
                        + driver
                        + "' from opened returning review_case");
    }

    private interface Asking {

        void ask(Pool pool) throws Exception;
    }

    private void asking(String url, Asking asking) throws Exception {
        try (Database database = Database.given(url, true)) {
            Pool pool = database.pool(databases.vertx, 1, 10);
            asking.ask(pool);
            pool.close().await();
        }
    }

    private static Person driver(String id) {
        return new Person(Person.Kind.DRIVER, id);
    }

    private static Person job(String id) {
        return new Person(Person.Kind.JOB, id);
    }

    private static Erasure.Erased erase(String url, Person person) throws Exception {
        try (Database database = Database.given(url, true)) {
            return new Erasure(database, false).erase(person);
        }
    }

    private static Refused refusal(String url, Person person) {
        return assertThrows(Refused.class, () -> erase(url, person));
    }

    private static void assertSays(Refused refusal, String words) {
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains(words), said);
    }
}
