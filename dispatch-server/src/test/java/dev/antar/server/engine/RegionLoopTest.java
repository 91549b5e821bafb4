package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.Fix;
import dev.antar.core.job.JobId;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What callers of a region and those who listen to it get, and when.
class RegionLoopTest {

    private final ObedientRegion region = new ObedientRegion();

    @Test
    void whatIsShownAsAFactWaitsForTheCommitThatItRestsOn() {
        region.submit("j");

        Future<Integer> open =
                region.loop.readCommitted(dispatcher -> dispatcher.openJobs().size());
        assertFalse(open.isComplete());
        region.store.confirm();

        assertEquals(1, open.result());
    }

    @Test
    void timeGoesOnFromTheLastEventWhereTheClockWasSetBackInBetween() {
        region.submit("j");
        region.store.confirm();

        RegionLoop next =
                region.next(Snapshot.of(region.store.written), () -> region.now - 600_000);

        assertEquals(region.now, next.nowMillis());
        region.now += 5;
        assertEquals(region.now, next.nowMillis());
        assertEquals(
                region.now + 7,
                region.next(Snapshot.of(region.store.written), () -> region.now + 7).nowMillis());
    }

    @Test
    void timeGoesOnFromTheLastEventAlsoWhereItsJobIsForgotten() {
        region.submit("j");
        region.store.confirm();
        region.now += 1_000;
        region.loop.handle(
                new Command.CancelJob(region.now, new JobId("j"), CancelledBy.CUSTOMER, ""));
        region.store.confirm();

        Snapshot forgetful = Snapshot.of(region.store.written, 0);
        assertTrue(forgetful.openJobs().isEmpty());

        assertEquals(region.now, region.next(forgetful, () -> region.now - 600_000).nowMillis());
    }

    @Test
    void othersHaveTheThreadForTwiceAsLongAsARoundTook() {
        List<Long> ticks = new ArrayList<>();
        region.next(Snapshot.empty(), () -> region.now, roundsThatTake(900, ticks));

        region.pass(5_000);

        assertEquals(2_700, ticks.get(1) - ticks.get(0));
    }

    @Test
    void ticksComeAsOftenAsEverWhereTheyTakeNoTime() {
        List<Long> ticks = new ArrayList<>();
        region.next(Snapshot.empty(), () -> region.now, roundsThatTake(10, ticks));

        region.pass(1_000);

        assertEquals(RegionLoop.TICK_MILLIS + 10, ticks.get(1) - ticks.get(0));
    }

    private Recorder roundsThatTake(int millis, List<Long> ticks) {
        return new Recorder() {
            @Override
            public void began(Beginning beginning) {}

            @Override
            public void handled(Command command, Result result, List<Event> events) {
                if (command instanceof Command.Tick tick) {
                    ticks.add(tick.atMillis());
                    region.now += millis;
                }
            }

            @Override
            public void ended() {}
        };
    }

    @Test
    void nothingIsSeenBeforeItIsCommitted() {
        Future<Result> answer = region.submit("j");
        assertFalse(answer.isComplete());
        assertTrue(region.seen.isEmpty());

        region.store.confirm();

        assertTrue(answer.succeeded());
        assertEquals(1, region.seen.size());
    }

    @Test
    void answerThatRestsOnAnUncommittedEventWaitsForIt() {
        region.submit("j");

        Future<Result> refusal = region.submit("j");
        assertFalse(refusal.isComplete());
        region.store.confirm();

        assertTrue(refusal.succeeded());
        assertFalse(refusal.result().isDone());
    }

    @Test
    void everybodyHearsInTheOrderInWhichThingsHappenedAlsoWithinOneCommit() {
        region.submit("first");
        List<String> heard = new ArrayList<>();
        region.submit("j").onSuccess(_ -> heard.add("asked, told of " + region.seen.size()));
        region.loop
                .readCommitted(dispatcher -> dispatcher.openJobs().size())
                .onSuccess(open -> heard.add(open + " open, told of " + region.seen.size()));
        region.loop
                .handle(new Command.CancelJob(region.now, new JobId("j"), CancelledBy.CUSTOMER, ""))
                .onSuccess(_ -> heard.add("cancelled, told of " + region.seen.size()));

        region.store.confirm();
        region.store.confirm();

        assertEquals(
                List.of("asked, told of 2", "2 open, told of 2", "cancelled, told of 3"), heard);
        assertEquals(region.store.written, region.seen);
    }

    @Test
    void regionThatStopsWaitsForWhatIsBeingWritten() {
        region.submit("j");

        Future<Void> stopped = region.loop.stop();
        assertFalse(stopped.isComplete());
        region.store.confirm();

        assertTrue(stopped.isComplete());
    }

    @Test
    void regionThatStopsRefusesWhatComesAfterwardsAndAnswersWhatCameBefore() {
        Future<Result> before = region.submit("j");
        Future<Void> stopped = region.loop.stop();

        Future<Result> after = region.submit("k");
        assertInstanceOf(RegionUnavailable.class, after.cause());
        assertEquals("STOPPED", region.loop.health().reason());
        region.pass(500);
        region.store.confirm();

        assertTrue(before.result().isDone());
        assertTrue(stopped.succeeded());
        assertTrue(region.store.asked.isEmpty());
        assertEquals(1, region.store.written.size());
    }

    @Test
    void regionThatStopsWhileTheDatabaseIsAwayTellsWhoeverWaitsToAskAgain() {
        region.submit("j");
        region.store.unreadable = true;
        region.loop.handleOnce(
                region.submission("k"),
                new IdempotencyKey("key", "hash"),
                null,
                (_, _) -> new StoredReply(201, "{}"));
        Future<Result> waits = region.submit("l");
        assertFalse(region.loop.health().ready());

        Future<Void> stopped = region.loop.stop();

        assertTrue(stopped.succeeded());
        assertInstanceOf(RegionUnavailable.class, waits.cause());
    }

    @Test
    void whileTheDatabaseIsAwayCommandsFailFastAndFixesGoOn() {
        region.online();
        region.store.away = true;
        region.submit("j");
        region.store.failWithoutWriting();
        region.pass(1_100);

        Future<Result> refused = region.submit("k");
        assertInstanceOf(RegionUnavailable.class, refused.cause());
        region.now += 1_000;
        assertTrue(
                region.loop
                        .report(
                                new Command.ReportFix(
                                        region.now,
                                        ObedientRegion.DRIVER,
                                        Fix.at(ObedientRegion.HERE, region.now)))
                        .isDone());
        region.pass(20_000);
        assertFalse(region.loop.health().ready());
        region.store.away = false;
        region.pass(2_000);
        region.store.confirm();

        assertTrue(region.loop.health().ready());
        assertTrue(region.seen.stream().anyMatch(event -> event instanceof Event.JobSubmitted));
    }

    @Test
    void crowdBeyondWhatIsLookedUpAtOnceIsToldToComeBackAndHarmsNobody() {
        region.store.mute = true;
        List<Future<StoredReply>> crowd = new ArrayList<>();
        for (int i = 0; i < RegionLoop.MAX_LOOKUPS; i++) {
            crowd.add(region.once("k" + i, "hash", "j" + i));
        }

        Future<StoredReply> oneMore = region.once("one-more", "hash", "j");

        assertInstanceOf(RegionUnavailable.class, oneMore.cause());
        assertTrue(crowd.stream().noneMatch(Future::isComplete));
        assertTrue(region.loop.health().ready());
    }

    @Test
    void sameKeyGetsTheStoredReplyAndAnotherBodyIsRefused() {
        Future<StoredReply> first = region.once("k", "hash", "j");
        Future<StoredReply> meanwhile = region.once("k", "hash", "j");
        assertInstanceOf(KeyConflict.class, meanwhile.cause());
        region.store.confirm();

        assertEquals(201, first.result().status());
        assertEquals(first.result(), region.once("k", "hash", "j").result());
        assertInstanceOf(KeyMismatch.class, region.once("k", "other", "j").cause());
        assertEquals(1, region.store.written.size());
    }

    @Test
    void keyOfAnUnknownOutcomeIsAnsweredOnceItIsKnown() {
        Future<StoredReply> first = region.once("k", "hash", "j");
        region.store.loseAnswerAfterWriting();
        assertFalse(first.isComplete());
        assertInstanceOf(KeyConflict.class, region.once("k", "hash", "j").cause());

        region.pass(200);

        assertEquals(201, first.result().status());
        assertEquals(201, region.once("k", "hash", "j").result().status());
        assertEquals(1, region.store.written.size());
    }
}
