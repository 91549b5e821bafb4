package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.core.pricing.Money;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// What the database itself keeps and refuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseIT {

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private Pool pool;
    private int regions;

    @BeforeAll
    void start(@TempDir Path data) {
        database = Database.embedded(data);
        pool = database.pool(vertx, 4, 100);
    }

    @AfterAll
    void stop() {
        pool.close().await();
        database.close();
        vertx.close().await();
    }

    @Test
    void stateReadBackIsTheFoldOfWhatWasWritten() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        List<Event> history = history(region, 300);
        for (int from = 0; from < history.size(); from += 7) {
            List<Event> part = history.subList(from, Math.min(history.size(), from + 7));
            store.commit(new EventStore.Batch(region, epoch, part, List.of())).await();
        }

        Snapshot read = new PgEventStore(pool).open(region).await().snapshot();

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
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
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

    private void assertSlotsAddUp(String region, List<Event> history) {
        PgPolicyArchive archive = new PgPolicyArchive(pool);
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
    void jobPassesFromOneDriverToTheOtherInOneBatch() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        DriverId far = new DriverId(region + "-far");
        DriverId near = new DriverId(region + "-near");
        JobId job = new JobId(region + "-swap");
        Job asked =
                Job.now(
                        job,
                        JobKind.RIDE,
                        new LatLng(57.7, 11.97),
                        new LatLng(57.71, 11.98),
                        Requirements.NONE,
                        1_000);
        Offer first = offer(3, job, far, 1_000);
        Offer second = offer(6, job, near, 60_000);
        Event.WayDriven way = new Event.WayDriven(900, 120_000, new Money(86, "EUR"));
        List<Event> before =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(far)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(near)),
                        new Event.JobSubmitted(3, 1_000, 1, asked, 1_000),
                        new Event.OfferMade(4, 1_000, 2, first),
                        new Event.OfferAccepted(5, 2_000, 3, job, 3, far));
        List<Event> swap =
                List.of(
                        new Event.SwapOffered(6, 60_000, 4, second, far),
                        new Event.JobReleased(
                                7, 61_000, 5, job, far, ReleaseReason.BETTER_MATCH, way),
                        new Event.OfferAccepted(8, 61_000, 6, job, 6, near));
        store.commit(new EventStore.Batch(region, epoch, before, List.of())).await();
        store.commit(new EventStore.Batch(region, epoch, swap, List.of())).await();

        assertEquals(near.value(), holderOf(job));
        List<Event> all = new ArrayList<>(before);
        all.addAll(swap);
        assertEquals(
                Snapshot.of(all).openJobs(),
                new PgEventStore(pool).open(region).await().snapshot().openJobs());
    }

    @Test
    void jobThatIsGivenUpAndAcceptedAnewInOneBatchIsHeldByTheLaterDriver() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        DriverId a = new DriverId(region + "-a");
        DriverId b = new DriverId(region + "-b");
        JobId job = new JobId(region + "-again");
        List<Event> before =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(a)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(b)),
                        new Event.JobSubmitted(3, 1_000, 1, ride(job), 1_000),
                        new Event.OfferMade(4, 1_000, 2, offer(4, job, a, 1_000)),
                        new Event.OfferAccepted(5, 2_000, 3, job, 4, a));
        List<Event> batch =
                List.of(
                        new Event.JobReleased(6, 3_000, 4, job, a, ReleaseReason.DRIVER, null),
                        new Event.OfferMade(7, 3_000, 5, offer(7, job, b, 3_000)),
                        new Event.OfferAccepted(8, 4_000, 6, job, 7, b));
        store.commit(new EventStore.Batch(region, epoch, before, List.of())).await();
        store.commit(new EventStore.Batch(region, epoch, batch, List.of())).await();

        assertEquals(b.value(), holderOf(job));
    }

    @Test
    void jobAcceptedTwiceInOneBatchAndTheDriverFreedByItAreHeldOnceEach() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        DriverId freed = new DriverId(region + "-a");
        DriverId taker = new DriverId(region + "-b");
        JobId swapped = new JobId(region + "-z");
        JobId next = new JobId(region + "-m");
        Event.WayDriven way = new Event.WayDriven(900, 120_000, new Money(86, "EUR"));
        List<Event> all =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(freed)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(taker)),
                        new Event.JobSubmitted(3, 1_000, 1, ride(swapped), 1_000),
                        new Event.JobSubmitted(4, 1_000, 1, ride(next), 1_000),
                        new Event.OfferMade(5, 1_000, 2, offer(5, swapped, freed, 1_000)),
                        new Event.OfferAccepted(6, 2_000, 3, swapped, 5, freed),
                        new Event.SwapOffered(7, 3_000, 4, offer(7, swapped, taker, 3_000), freed),
                        new Event.JobReleased(
                                8, 4_000, 5, swapped, freed, ReleaseReason.BETTER_MATCH, way),
                        new Event.OfferAccepted(9, 4_000, 6, swapped, 7, taker),
                        new Event.OfferMade(10, 4_000, 2, offer(10, next, freed, 4_000)),
                        new Event.OfferAccepted(11, 5_000, 3, next, 10, freed));
        store.commit(new EventStore.Batch(region, epoch, all, List.of())).await();

        assertEquals(taker.value(), holderOf(swapped));
        assertEquals(freed.value(), holderOf(next));
    }

    @Test
    void twoJobsAcceptedInOneBatchTakeTwoPlacesOfOneDriver() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        DriverId driver = new DriverId(region + "-a");
        JobId one = new JobId(region + "-1");
        JobId two = new JobId(region + "-2");
        DriverProfile roomy = DriverProfile.of(driver, Vehicle.CAR, List.of(), 4, 2);
        List<Event> all =
                List.of(
                        new Event.DriverRegistered(1, 1_000, roomy),
                        new Event.JobSubmitted(2, 1_000, 1, ride(one), 1_000),
                        new Event.JobSubmitted(3, 1_000, 1, ride(two), 1_000),
                        new Event.OfferMade(4, 1_000, 2, offer(4, one, driver, 1_000)),
                        new Event.OfferAccepted(5, 2_000, 3, one, 4, driver),
                        new Event.OfferMade(6, 3_000, 2, offer(6, two, driver, 3_000)),
                        new Event.OfferAccepted(7, 4_000, 3, two, 6, driver));
        store.commit(new EventStore.Batch(region, epoch, all, List.of())).await();

        assertEquals(driver.value(), holderOf(one));
        assertEquals(driver.value(), holderOf(two));
    }

    private static Job ride(JobId id) {
        return Job.now(
                id,
                JobKind.RIDE,
                new LatLng(57.7, 11.97),
                new LatLng(57.71, 11.98),
                Requirements.NONE,
                1_000);
    }

    private static Offer offer(long id, JobId job, DriverId driver, long atMillis) {
        return new Offer(
                id, job, driver, atMillis, 99_000, new Money(900, "EUR"), 60_000, 400, 60_000, 900);
    }

    /// Who holds the job; fails unless it is exactly one.
    private String holderOf(JobId job) {
        return pool.query(
                        "select string_agg(driver, ' and ') from assignment where ended_at is null"
                                + " and job = '"
                                + job
                                + "'")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    @Test
    void writerOfAnOldEpochIsFenced() {
        String region = "r" + regions++;
        PgEventStore old = new PgEventStore(pool);
        long epoch = old.open(region).await().epoch();
        new PgEventStore(pool).open(region).await();

        RuntimeException refusal =
                assertThrows(
                        RuntimeException.class,
                        () ->
                                old.commit(
                                                new EventStore.Batch(
                                                        region,
                                                        epoch,
                                                        history(region, 1),
                                                        List.of()))
                                        .await());

        assertInstanceOf(EventStore.Fenced.class, refusal);
        assertThrows(EventStore.Fenced.class, () -> old.lastSeq(region, epoch).await());
    }

    @Test
    void batchIsWrittenOnceAndWhole() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        EventStore.KeyedReply reply =
                new EventStore.KeyedReply(
                        new IdempotencyKey(region + "-key", "hash"), new StoredReply(201, "{}"));
        EventStore.Batch batch =
                new EventStore.Batch(region, epoch, history(region, 2), List.of(reply));
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
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        JobId made = new JobId(region + "-made");
        store.commit(submission(region, epoch, made)).await();

        assertTrue(new PgEventStore(pool).prior("elsewhere", "k-made", made).await().nameTaken());
        assertTrue(store.prior(region, "k-made", made).await().nameTaken());
    }

    @Test
    void nameThatAnotherRegionClaimedIsWrittenByNobodyElse() {
        String region = "r" + regions++;
        PgEventStore store = new PgEventStore(pool);
        long epoch = store.open(region).await().epoch();
        JobId chosen = new JobId(region + "-chosen");
        assertTrue(
                !new PgEventStore(pool)
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
        Event submitted = new Event.JobSubmitted(1, 1_000, 1, ride(job), 1_000);
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
        String region = "r" + regions++;
        for (String sql :
                List.of(
                        "insert into region values ('%s', 1)",
                        "insert into driver values ('%s-d','%s',1,'CAR','{}',4,1,true,'{}')",
                        "insert into driver values ('%s-e','%s',2,'CAR','{}',4,1,true,'{}')",
                        "insert into job values ('%s-j','%s','RIDE','ASSIGNED',1,'{}',now())",
                        "insert into job values ('%s-k','%s','RIDE','ASSIGNED',1,'{}',now())",
                        "insert into assignment values ('%s-j', 1, '%s-d', 1, 0, now(), null,"
                                + " '%s')")) {
            pool.query(sql.replace("%s", region)).execute().await();
        }

        PgException refusal =
                assertThrows(
                        PgException.class,
                        () -> pool.query(violation.replace("%s", region)).execute().await());

        assertTrue(refusal.getSqlState().startsWith("23"), refusal.getMessage());
    }

    @Test
    void embeddedDatabaseIsDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertEquals(
                    "on",
                    pool.query("show " + setting).execute().await().iterator().next().getString(0));
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

    /// Some hundred events of a small market.
    private static List<Event> history(String region, int jobs) {
        List<Event> events = new ArrayList<>();
        Dispatcher dispatcher =
                new Dispatcher(DispatchConfig.defaults(), new MinimumCost(), Watcher.NONE);
        Random random = new Random(jobs);
        long now = 1_790_000_000_000L;
        for (int i = 0; i < 20; i++) {
            DriverId driver = new DriverId(region + "-d" + i);
            dispatcher.handle(
                    new Command.RegisterDriver(now, DriverProfile.car(driver)), events::add);
            dispatcher.handle(new Command.GoOnline(now, driver, Availability.open()), events::add);
        }
        Policy policy = Policy.of("minimum-cost");
        dispatcher.handle(new Command.ChangePolicy(now, policy, "ops", "first"), events::add);
        dispatcher.handle(new Command.ChangePolicy(now, policy, "ops", "last"), events::add);
        for (int i = 0; i < jobs; i++) {
            now += random.nextInt(3_000);
            for (int d = 0; d < 20; d++) {
                DriverId driver = new DriverId(region + "-d" + d);
                LatLng place = new LatLng(57.7 + random.nextDouble() / 100, 11.97);
                dispatcher.handle(
                        new Command.ReportFix(now, driver, Fix.at(place, now)), events::add);
                Offer offer =
                        dispatcher.liveOfferTo(
                                Objects.requireNonNull(dispatcher.roster().find(driver)));
                if (offer != null && random.nextInt(3) == 0) {
                    dispatcher.handle(
                            new Command.AcceptOffer(now, driver, offer.id()), events::add);
                } else if (offer != null && random.nextInt(3) == 0) {
                    dispatcher.handle(
                            new Command.DeclineOffer(now, driver, offer.id()), events::add);
                }
                JobId any = new JobId(region + "-j" + random.nextInt(i + 1));
                dispatcher.handle(new Command.PickUpJob(now, driver, any), events::add);
                dispatcher.handle(new Command.CompleteJob(now, driver, any), events::add);
            }
            DriverId other = new DriverId(region + "-d" + i % 20);
            dispatcher.handle(
                    i % 3 == 0
                            ? new Command.PauseDriver(now, other, "ops", "complaint " + i)
                            : new Command.ResumeDriver(now, other, "ops", "cleared up"),
                    events::add);
            LatLng pickup = new LatLng(57.7 + random.nextDouble() / 100, 11.97);
            dispatcher.handle(
                    new Command.SubmitJob(
                            now,
                            Job.now(
                                    new JobId(region + "-j" + i),
                                    JobKind.RIDE,
                                    pickup,
                                    new LatLng(57.73, 11.98),
                                    Requirements.NONE,
                                    now)),
                    events::add);
            dispatcher.handle(new Command.Tick(now), events::add);
        }
        return events;
    }

    @Test
    void changeIsMadeOnceAndWhoeverComesMeanwhileIsTold() {
        PgReplies replies = new PgReplies(pool);
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
        while (made.get() == 0) {
            Thread.onSpinWait();
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

    /// What was not answered in the affirmative is done when it is asked for again.
    @Test
    void refusalIsNotKept() {
        PgReplies replies = new PgReplies(pool);
        IdempotencyKey key = new IdempotencyKey("refused", "h");

        replies.once(key, _ -> Future.succeededFuture(new StoredReply(404, "no"))).await();

        assertEquals(
                new StoredReply(200, "yes"),
                replies.once(key, _ -> Future.succeededFuture(new StoredReply(200, "yes")))
                        .await());
    }
}
