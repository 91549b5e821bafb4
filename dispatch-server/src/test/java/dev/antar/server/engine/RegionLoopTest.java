package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/// The region's loop with a store that does as it is told and time that the test moves.
class RegionLoopTest {

    private static final LatLng HERE = new LatLng(57.7, 11.97);
    private static final DriverId DRIVER = new DriverId("d");

    /// Answers commits only when the test says so.
    private static final class ObedientStore implements EventStore {
        final List<Event> written = new ArrayList<>();
        final Map<String, Found> replies = new HashMap<>();
        final Deque<Promise<Void>> answers = new ArrayDeque<>();
        final Deque<Batch> asked = new ArrayDeque<>();
        final Set<JobId> takenNames = new HashSet<>();
        boolean away;
        boolean mute;
        boolean unreadable;

        @Override
        public Future<Opened> open(String region) {
            return Future.succeededFuture(new Opened(1, Snapshot.of(written)));
        }

        @Override
        public Future<Void> commit(Batch batch) {
            Promise<Void> answer = Promise.promise();
            asked.add(batch);
            answers.add(answer);
            return answer.future();
        }

        @Override
        public Future<Long> lastSeq(String region, long epoch) {
            return away
                    ? Future.failedFuture("away")
                    : Future.succeededFuture(written.isEmpty() ? 0L : written.getLast().seq());
        }

        @Override
        public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
            if (mute) {
                return Promise.<Prior>promise().future();
            }
            if (unreadable) {
                return Future.failedFuture("connection lost");
            }
            return Future.succeededFuture(new Prior(replies.get(key), takenNames.contains(newJob)));
        }

        void write() {
            Batch batch = asked.remove();
            written.addAll(batch.events());
            batch.replies()
                    .forEach(
                            kept ->
                                    replies.put(
                                            kept.key().key(),
                                            new Found(kept.key().requestHash(), kept.reply())));
        }

        void confirm() {
            write();
            answers.remove().complete();
        }

        void loseAnswerAfterWriting() {
            write();
            answers.remove().fail("connection lost");
        }

        void failWithoutWriting() {
            asked.remove();
            answers.remove().fail("connection lost");
        }
    }

    private record Due(long atMillis, long order, Runnable task) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final ObedientStore store = new ObedientStore();
    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private final List<Event> seen = new ArrayList<>();
    private long now = 1_000_000;
    private long order;
    private final RegionLoop loop;

    RegionLoopTest() {
        loop = loop(Snapshot.empty(), () -> now);
    }

    private RegionLoop loop(Snapshot from, TimeSource time) {
        Listeners listeners = new Listeners();
        listeners.add(
                new RegionListener() {
                    @Override
                    public void committed(List<Event> events) {
                        seen.addAll(events);
                    }
                });
        return new RegionLoop(
                "r",
                DispatchConfig.defaults(),
                Policy.of("nearest-first"),
                store,
                new EventStore.Opened(1, from),
                listeners,
                Recorder.NONE,
                time,
                (millis, task) -> timers.add(new Due(now + millis, order++, task)));
    }

    @Test
    void whatIsShownAsAFactWaitsForTheCommitThatItRestsOn() {
        loop.handle(submit("j"));

        Future<Integer> open = loop.readCommitted(dispatcher -> dispatcher.openJobs().size());
        assertFalse(open.isComplete());
        store.confirm();

        assertEquals(1, open.result());
    }

    @Test
    void timeGoesOnFromTheLastEventWhereTheClockWasSetBackInBetween() {
        loop.handle(submit("j"));
        store.confirm();

        RegionLoop next = loop(Snapshot.of(store.written), () -> now - 600_000);

        assertEquals(now, next.nowMillis());
        now += 5;
        assertEquals(now, next.nowMillis());
        assertEquals(now + 7, loop(Snapshot.of(store.written), () -> now + 7).nowMillis());
    }

    @Test
    void nothingIsSeenBeforeItIsCommitted() {
        Future<Result> answer = loop.handle(submit("j"));
        assertFalse(answer.isComplete());
        assertTrue(seen.isEmpty());

        store.confirm();

        assertTrue(answer.succeeded());
        assertEquals(1, seen.size());
    }

    @Test
    void answerThatRestsOnAnUncommittedEventWaitsForIt() {
        loop.handle(submit("j"));

        Future<Result> refusal = loop.handle(submit("j"));
        assertFalse(refusal.isComplete());
        store.confirm();

        assertTrue(refusal.succeeded());
        assertFalse(refusal.result().isDone());
    }

    @Test
    void commandsOfABusyMomentShareACommit() {
        loop.handle(submit("first"));
        for (int i = 0; i < 50; i++) {
            loop.handle(submit("j" + i));
        }
        assertEquals(1, store.asked.size());

        store.confirm();

        assertEquals(50, Objects.requireNonNull(store.asked.peek()).events().size());
    }

    @Test
    void everybodyHearsInTheOrderInWhichThingsHappenedAlsoWithinOneCommit() {
        loop.handle(submit("first"));
        List<String> heard = new ArrayList<>();
        loop.handle(submit("j")).onSuccess(_ -> heard.add("asked, told of " + seen.size()));
        loop.readCommitted(dispatcher -> dispatcher.openJobs().size())
                .onSuccess(open -> heard.add(open + " open, told of " + seen.size()));
        loop.handle(new Command.CancelJob(now, new JobId("j"), CancelledBy.CUSTOMER, ""))
                .onSuccess(_ -> heard.add("cancelled, told of " + seen.size()));

        store.confirm();
        store.confirm();

        assertEquals(
                List.of("asked, told of 2", "2 open, told of 2", "cancelled, told of 3"), heard);
        assertEquals(store.written, seen);
    }

    @Test
    void regionThatStopsWaitsForWhatIsBeingWritten() {
        loop.handle(submit("j"));

        Future<Void> stopped = loop.stop();
        assertFalse(stopped.isComplete());
        store.confirm();

        assertTrue(stopped.isComplete());
    }

    @Test
    void regionThatStopsRefusesWhatComesAfterwardsAndAnswersWhatCameBefore() {
        Future<Result> before = loop.handle(submit("j"));
        Future<Void> stopped = loop.stop();

        Future<Result> after = loop.handle(submit("k"));
        assertInstanceOf(RegionUnavailable.class, after.cause());
        assertEquals("STOPPED", loop.health().reason());
        pass(500);
        store.confirm();

        assertTrue(before.result().isDone());
        assertTrue(stopped.succeeded());
        assertTrue(store.asked.isEmpty());
        assertEquals(1, store.written.size());
    }

    @Test
    void regionThatStopsWhileTheDatabaseIsAwayTellsWhoeverWaitsToAskAgain() {
        loop.handle(submit("j"));
        store.unreadable = true;
        loop.handleOnce(
                submit("k"),
                new IdempotencyKey("key", "hash"),
                null,
                (_, _) -> new StoredReply(201, "{}"));
        Future<Result> waits = loop.handle(submit("l"));
        assertFalse(loop.health().ready());

        Future<Void> stopped = loop.stop();

        assertTrue(stopped.succeeded());
        assertInstanceOf(RegionUnavailable.class, waits.cause());
    }

    @Test
    void commitThatFailedUnwrittenIsRepeated() {
        Future<Result> answer = loop.handle(submit("j"));
        store.failWithoutWriting();
        assertFalse(answer.isComplete());
        assertTrue(seen.isEmpty());

        pass(200);
        store.confirm();

        assertTrue(answer.succeeded());
        assertEquals(1, store.written.size());
        assertEquals(1, seen.size());
        assertTrue(loop.health().ready());
    }

    @Test
    void commitThatWasWrittenBeforeItsAnswerWasLostIsNotRepeated() {
        Future<Result> answer = loop.handle(submit("j"));
        store.loseAnswerAfterWriting();

        pass(200);

        assertTrue(answer.succeeded());
        assertTrue(store.asked.isEmpty());
        assertEquals(1, store.written.size());
        assertEquals(1, seen.size());
        assertTrue(loop.health().ready());
    }

    @Test
    void whileTheDatabaseIsAwayCommandsFailFastAndFixesGoOn() {
        online();
        store.away = true;
        loop.handle(submit("j"));
        store.failWithoutWriting();
        pass(1_100);

        Future<Result> refused = loop.handle(submit("k"));
        assertInstanceOf(RegionUnavailable.class, refused.cause());
        now += 1_000;
        assertTrue(loop.report(new Command.ReportFix(now, DRIVER, Fix.at(HERE, now))).isDone());
        pass(20_000);
        assertFalse(loop.health().ready());
        store.away = false;
        pass(2_000);
        store.confirm();

        assertTrue(loop.health().ready());
        assertTrue(seen.stream().anyMatch(event -> event instanceof Event.JobSubmitted));
    }

    @Test
    void commitWithoutAnswerForASecondMakesCallersAskAgain() {
        Future<Result> answer = loop.handle(submit("j"));

        pass(1_100);

        assertInstanceOf(RegionUnavailable.class, answer.cause());
        store.confirm();
        assertTrue(loop.health().ready());
    }

    @Test
    void whoeverWaitsForAnOutcomeThatStaysUnknownIsToldToAskAgainAfterASecond() {
        Future<Result> answer = loop.handle(submit("j"));
        store.away = true;
        store.failWithoutWriting();

        pass(900);
        assertFalse(answer.isComplete());
        pass(200);

        assertInstanceOf(RegionUnavailable.class, answer.cause());
    }

    @Test
    void commandsGatherWhileItIsFoundOutWhatBecameOfACommit() {
        loop.handle(submit("j"));
        store.loseAnswerAfterWriting();

        Future<Result> meanwhile = loop.handle(submit("k"));
        pass(200);
        store.confirm();

        assertTrue(meanwhile.succeeded());
        assertEquals(2, store.written.size());
    }

    @Test
    void failedReadTakesNoAnswerFromThoseWhoWaitForACommit() {
        Future<Result> answer = loop.handle(submit("j"));
        store.unreadable = true;
        Future<StoredReply> other = once("k", "hash", "k");
        assertInstanceOf(RegionUnavailable.class, other.cause());

        store.confirm();

        assertTrue(answer.succeeded());
    }

    @Test
    void crowdBeyondWhatIsLookedUpAtOnceIsToldToComeBackAndHarmsNobody() {
        store.mute = true;
        List<Future<StoredReply>> crowd = new ArrayList<>();
        for (int i = 0; i < RegionLoop.MAX_LOOKUPS; i++) {
            crowd.add(once("k" + i, "hash", "j" + i));
        }

        Future<StoredReply> oneMore = once("one-more", "hash", "j");

        assertInstanceOf(RegionUnavailable.class, oneMore.cause());
        assertTrue(crowd.stream().noneMatch(Future::isComplete));
        assertTrue(loop.health().ready());
    }

    @Test
    void regionTakenOverByAnotherStops() {
        Future<Result> answer = loop.handle(submit("j"));

        store.answers.remove().fail(new EventStore.Fenced("r", 1));

        assertTrue(answer.failed());
        assertEquals("TAKEN_OVER", loop.health().reason());
        assertTrue(loop.handle(submit("k")).failed());
        assertTrue(seen.isEmpty());
    }

    @Test
    void sameKeyGetsTheStoredReplyAndAnotherBodyIsRefused() {
        Future<StoredReply> first = once("k", "hash", "j");
        Future<StoredReply> meanwhile = once("k", "hash", "j");
        assertInstanceOf(KeyConflict.class, meanwhile.cause());
        store.confirm();

        assertEquals(201, first.result().status());
        assertEquals(first.result(), once("k", "hash", "j").result());
        assertInstanceOf(KeyMismatch.class, once("k", "other", "j").cause());
        assertEquals(1, store.written.size());
    }

    @Test
    void keyOfAnUnknownOutcomeIsAnsweredOnceItIsKnown() {
        Future<StoredReply> first = once("k", "hash", "j");
        store.loseAnswerAfterWriting();
        assertFalse(first.isComplete());
        assertInstanceOf(KeyConflict.class, once("k", "hash", "j").cause());

        pass(200);

        assertEquals(201, first.result().status());
        assertEquals(201, once("k", "hash", "j").result().status());
        assertEquals(1, store.written.size());
    }

    @Test
    void readWithoutAnswerStallsTheRegionUntilTheDatabaseAnswers() {
        store.mute = true;
        store.away = true;
        Future<StoredReply> answer = once("k", "hash", "j");

        pass(1_100);
        assertInstanceOf(RegionUnavailable.class, answer.cause());
        assertEquals("DATABASE_UNREACHABLE", loop.health().reason());
        store.mute = false;
        store.away = false;
        pass(2_000);

        assertTrue(loop.health().ready());
        once("k", "hash", "j");
        store.confirm();
        assertEquals(1, store.written.size());
    }

    private Future<StoredReply> once(String key, String hash, String job) {
        return loop.handleOnce(
                submit(job),
                new IdempotencyKey(key, hash),
                new JobId(job),
                (result, _) -> new StoredReply(result.isDone() ? 201 : 409, "{}"));
    }

    private void online() {
        loop.handle(new Command.RegisterDriver(now, DriverProfile.car(DRIVER)));
        store.confirm();
        loop.handle(new Command.GoOnline(now, DRIVER, Availability.open()));
        store.confirm();
    }

    private Command submit(String job) {
        return new Command.SubmitJob(
                now,
                Job.now(
                        new JobId(job),
                        JobKind.RIDE,
                        HERE,
                        new LatLng(57.71, 11.97),
                        Requirements.NONE,
                        now));
    }

    private void pass(long millis) {
        long until = now + millis;
        for (Due next = timers.peek();
                next != null && next.atMillis <= until;
                next = timers.peek()) {
            timers.remove();
            now = next.atMillis;
            next.task.run();
        }
        now = until;
    }
}
