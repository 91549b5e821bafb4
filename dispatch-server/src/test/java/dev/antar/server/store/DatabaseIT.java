package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.server.Pause;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.engine.webhook.SigningSecret;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.engine.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What the database itself keeps and refuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseIT {

    @RegisterExtension private final EmbeddedPool embedded = new EmbeddedPool();

    @Test
    void stateReadBackIsTheFoldOfWhatWasWritten() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        List<Event> history = SmallMarket.history(region, 300);
        for (int from = 0; from < history.size(); from += 7) {
            List<Event> part = history.subList(from, Math.min(history.size(), from + 7));
            store.commit(new EventStore.Batch(region, epoch, part, List.of())).await();
        }

        Snapshot read = new PgEventStore(embedded.pool()).open(region).await().snapshot();

        Snapshot fold = Snapshot.of(history);
        assertEquals(fold.lastSeq(), read.lastSeq());
        assertEquals(fold.drivers(), read.drivers());
        assertEquals(fold.openJobs(), read.openJobs());
        assertEquals(fold.policy(), read.policy());
        assertTrue(read.openJobs().size() > 20);
        assertTrue(read.policy() != null);
        assertTrue(read.drivers().stream().anyMatch(driver -> driver.pause() != null));
        assertSlotsAddUp(region, history);
    }

    @Test
    void whatWasLearnedIsReadBackUnlessSomebodyElseHoldsTheRegion() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        EventStore.Learned first =
                new EventStore.Learned(
                        List.of(new SpeedEntry(7, 3, 1_200, 9)),
                        List.of(new AcceptanceEntry(1, 5, 2, 9_000)));
        EventStore.Learned later =
                new EventStore.Learned(
                        List.of(new SpeedEntry(7, 3, 1_300, 10)),
                        List.of(
                                new AcceptanceEntry(1, 6, 2, 9_000),
                                new AcceptanceEntry(95, 0, 1, 15_000)));
        store.keepLearned(region, epoch, first).await();
        store.keepLearned(region, epoch, later).await();
        store.keepLearned(region, epoch - 1, first).await();

        Snapshot read = store.open(region).await().snapshot();

        assertEquals(later.speeds(), read.speeds());
        assertEquals(later.acceptance(), read.acceptance());
    }

    /// Of an empty table, too: its plan is kept while it fills.
    @Test
    void keysAreFoundByTheirIndexWhateverIsKnownOfTheTable() {
        for (String statement : List.of(PriorReads.KNOWN, PriorReads.KNOWN_AND_CLAIMED)) {
            StringBuilder plan = new StringBuilder();
            embedded.pool()
                    .query("explain (generic_plan) " + statement)
                    .execute()
                    .await()
                    .forEach(row -> plan.append(row.getString(0)).append('\n'));

            assertTrue(plan.indexOf("idempotency_pkey") > 0, plan.toString());
            assertFalse(plan.indexOf("Seq Scan on idempotency") > 0, plan.toString());
        }
    }

    private void assertSlotsAddUp(String region, List<Event> history) {
        PgPolicyArchive archive = new PgPolicyArchive(embedded.pool());
        long from = history.getFirst().atMillis();
        long to = history.getLast().atMillis() + 1;

        var slots = archive.outcomes(region, 60_000, 0, from, to).await();
        var late = archive.outcomes(region, 60_000, 59_999, from, to).await();

        long completed = history.stream().filter(e -> e instanceof Event.JobCompleted).count();
        assertEquals(300, slots.stream().mapToInt(PolicyArchive.SlotOutcome::requested).sum());
        assertEquals(
                completed, slots.stream().mapToInt(PolicyArchive.SlotOutcome::completed).sum());
        assertTrue(slots.stream().allMatch(s -> s.completed() == 0 || s.meanWaitS() > 0));
        assertTrue(late.stream().mapToInt(PolicyArchive.SlotOutcome::requested).sum() < 5);
        assertEquals("last", archive.changes(region, 1).await().getFirst().reason());
    }

    @Test
    void writerOfAnOldEpochIsFenced() {
        String region = embedded.newRegion();
        PgEventStore old = new PgEventStore(embedded.pool());
        long epoch = old.open(region).await().epoch();
        new PgEventStore(embedded.pool()).open(region).await();

        RuntimeException refusal =
                assertThrows(
                        RuntimeException.class,
                        () ->
                                old.commit(
                                                new EventStore.Batch(
                                                        region,
                                                        epoch,
                                                        SmallMarket.history(region, 1),
                                                        List.of()))
                                        .await());

        assertInstanceOf(EventStore.Fenced.class, refusal);
        assertThrows(EventStore.Fenced.class, () -> old.lastSeq(region, epoch).await());
    }

    @Test
    void batchIsWrittenOnceAndWhole() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        EventStore.KeyedReply reply =
                new EventStore.KeyedReply(
                        new IdempotencyKey(region + "-key", "hash"), new StoredReply(201, "{}"));
        EventStore.Batch batch =
                new EventStore.Batch(region, epoch, SmallMarket.history(region, 2), List.of(reply));
        store.commit(batch).await();

        assertThrows(RuntimeException.class, () -> store.commit(batch).await());

        long last = batch.events().getLast().seq();
        assertEquals(last, store.lastSeq(region, epoch).await());
        assertEquals(
                "hash",
                Objects.requireNonNull(store.prior(region, region + "-key", null).await().reply())
                        .requestHash());
    }

    /// No commit of its own: the name is claimed by the one that writes the job.
    @Test
    void nameThatNobodyClaimedBeforehandBelongsToTheRegionOnceItsJobIsWritten() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        JobId made = new JobId(region + "-made");
        store.commit(submission(region, epoch, made)).await();

        assertTrue(
                new PgEventStore(embedded.pool())
                        .prior("elsewhere", "k-made", made)
                        .await()
                        .nameTaken());
        assertTrue(store.prior(region, "k-made", made).await().nameTaken());
    }

    @Test
    void nameThatAnotherRegionClaimedIsWrittenByNobodyElse() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        JobId chosen = new JobId(region + "-chosen");
        assertTrue(
                !new PgEventStore(embedded.pool())
                        .prior("elsewhere", region + "-k", chosen)
                        .await()
                        .nameTaken());

        RuntimeException refusal =
                assertThrows(
                        RuntimeException.class,
                        () -> store.commit(submission(region, epoch, chosen)).await());

        assertEquals("AN002", assertInstanceOf(PgException.class, refusal).getSqlState());
        assertEquals(0, store.lastSeq(region, epoch).await());
    }

    private static EventStore.Batch submission(String region, long epoch, JobId job) {
        Event submitted = new Event.JobSubmitted(1, 1_000, 1, SmallMarket.ride(job), 1_000);
        return new EventStore.Batch(region, epoch, List.of(submitted), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A job held twice.
                "insert into assignment values ('%s-j', 8, '%s-e', 1, 0, now(), null, '%s')",
                // A driver's only place used twice.
                "insert into assignment values ('%s-k', 9, '%s-d', 1, 0, now(), null, '%s')",
                // A place beyond the capacity, as registered and as claimed.
                "insert into assignment values ('%s-k', 9, '%s-d', 1, 2, now(), null, '%s')",
                "insert into assignment values ('%s-k', 9, '%s-d', 5, 4, now(), null, '%s')"
            })
    void databaseItselfForbidsWhatMustNotBe(String violation) {
        String region = embedded.newRegion();
        for (String sql :
                List.of(
                        "insert into region values ('%s', 1)",
                        "insert into driver values ('%s-d','%s',1,'CAR','{}',4,1,true,'{}')",
                        "insert into driver values ('%s-e','%s',2,'CAR','{}',4,1,true,'{}')",
                        "insert into job values ('%s-j','%s','RIDE','ASSIGNED',1,'{}',now())",
                        "insert into job values ('%s-k','%s','RIDE','ASSIGNED',1,'{}',now())",
                        "insert into assignment values ('%s-j', 1, '%s-d', 1, 0, now(), null,"
                                + " '%s')")) {
            embedded.pool().query(sql.replace("%s", region)).execute().await();
        }

        PgException refusal =
                assertThrows(
                        PgException.class,
                        () ->
                                embedded.pool()
                                        .query(violation.replace("%s", region))
                                        .execute()
                                        .await());

        assertTrue(refusal.getSqlState().startsWith("23"), refusal.getMessage());
    }

    @Test
    void embeddedDatabaseIsDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertEquals(
                    "on",
                    embedded.pool()
                            .query("show " + setting)
                            .execute()
                            .await()
                            .iterator()
                            .next()
                            .getString(0));
        }
    }

    @Test
    void wrongAddressesAreRefusedWithoutTellingThePassword() {
        for (String url :
                List.of(
                        "mysql://u:secret@h/db",
                        "postgresql://u:secret@127.0.0.1:1/db",
                        "postgresql://nodb:secret@127.0.0.1")) {
            DatabaseException refusal =
                    assertThrows(DatabaseException.class, () -> Database.given(url));
            assertTrue(!String.valueOf(refusal.getMessage()).contains("secret"));
        }
    }

    @Test
    void changeIsMadeOnceAndWhoeverComesMeanwhileIsTold() {
        PgReplies replies = new PgReplies(embedded.pool());
        IdempotencyKey key = new IdempotencyKey("once", "h");
        Promise<StoredReply> slow = Promise.promise();
        AtomicInteger made = new AtomicInteger();

        Future<StoredReply> first =
                replies.once(
                        key,
                        _ -> {
                            made.incrementAndGet();
                            return slow.future();
                        });
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (made.get() == 0) {
            assertTrue(System.nanoTime() < until, "the change was not begun");
            Pause.beforeLookingAgain();
        }
        assertThrows(KeyConflict.class, () -> replies.once(key, _ -> slow.future()).await());
        slow.complete(new StoredReply(201, "done"));

        assertEquals(new StoredReply(201, "done"), first.await());
        assertEquals(
                new StoredReply(201, "done"),
                replies.once(
                                key,
                                _ -> {
                                    made.incrementAndGet();
                                    return slow.future();
                                })
                        .await());
        assertEquals(1, made.get());
        assertThrows(
                KeyMismatch.class,
                () -> replies.once(new IdempotencyKey("once", "x"), _ -> slow.future()).await());
    }

    /// Whichever server reads it, and whatever its clock says.
    @Test
    void previousSecretOfAWebhookEndsByTheClockOfTheDatabase() {
        PgWebhooks webhooks = new PgWebhooks(embedded.pool());
        SigningSecret old = SigningSecret.random();
        Webhook made = webhook(SigningSecret.random(), null, 0);
        StoredReply done = new StoredReply(201, "{}");
        webhooks.add(made, new IdempotencyKey("webhook", "h"), _ -> done).await();

        rotate(webhooks, old, 600_000);
        Webhook both = Objects.requireNonNull(webhooks.find("w").await());
        rotate(webhooks, old, 0);
        Webhook one = Objects.requireNonNull(webhooks.find("w").await());

        assertEquals(old, both.previous());
        assertNull(one.previous());
        assertEquals(0, one.previousUntilMillis());
    }

    private static void rotate(PgWebhooks webhooks, SigningSecret old, long overlapMillis) {
        webhooks.change(
                        "w",
                        null,
                        (_, now) ->
                                new Webhooks.Change(
                                        new Webhooks.Fate.Replaced(
                                                webhook(
                                                        SigningSecret.random(),
                                                        old,
                                                        now + overlapMillis)),
                                        new StoredReply(200, "{}")))
                .await();
    }

    private static Webhook webhook(
            SigningSecret secret, @Nullable SigningSecret previous, long untilMillis) {
        return new Webhook(
                "w",
                "https://example.com",
                "",
                List.of(),
                Webhook.State.ENABLED,
                secret,
                previous,
                untilMillis,
                0);
    }

    /// What was not answered in the affirmative is done when it is asked for again.
    @Test
    void refusalIsNotKept() {
        PgReplies replies = new PgReplies(embedded.pool());
        IdempotencyKey key = new IdempotencyKey("refused", "h");

        replies.once(key, _ -> Future.succeededFuture(new StoredReply(404, "no"))).await();

        assertEquals(
                new StoredReply(200, "yes"),
                replies.once(key, _ -> Future.succeededFuture(new StoredReply(200, "yes")))
                        .await());
    }
}
