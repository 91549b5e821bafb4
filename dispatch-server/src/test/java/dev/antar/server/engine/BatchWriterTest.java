package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Result;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// What becomes of what a region decided, whatever becomes of its commits.
class BatchWriterTest {

    private final ObedientRegion region = new ObedientRegion();

    @Test
    void commandsOfABusyMomentShareACommit() {
        region.submit("first");
        for (int i = 0; i < 50; i++) {
            region.submit("j" + i);
        }
        assertEquals(1, region.store.asked.size());

        region.store.confirm();

        assertEquals(50, Objects.requireNonNull(region.store.asked.peek()).events().size());
    }

    @Test
    void whatIsDecidedInOneTurnSharesTheCommitThatBeginsAtItsEnd() {
        region.inOneTurn(
                () -> {
                    for (int i = 0; i < 30; i++) {
                        region.submit("j" + i);
                    }
                    assertTrue(region.store.asked.isEmpty());
                });

        assertEquals(30, Objects.requireNonNull(region.store.asked.peek()).events().size());
        region.store.confirm();
        assertTrue(region.store.asked.isEmpty());
    }

    @Test
    void commitThatFailedUnwrittenIsRepeated() {
        Future<Result> answer = region.submit("j");
        region.store.failWithoutWriting();
        assertFalse(answer.isComplete());
        assertTrue(region.seen.isEmpty());

        region.pass(200);
        region.store.confirm();

        assertTrue(answer.succeeded());
        assertEquals(1, region.store.written.size());
        assertEquals(1, region.seen.size());
        assertTrue(region.loop.health().ready());
    }

    @Test
    void commitThatWasWrittenBeforeItsAnswerWasLostIsNotRepeated() {
        Future<Result> answer = region.submit("j");
        region.store.loseAnswerAfterWriting();

        region.pass(200);

        assertTrue(answer.succeeded());
        assertTrue(region.store.asked.isEmpty());
        assertEquals(1, region.store.written.size());
        assertEquals(1, region.seen.size());
        assertTrue(region.loop.health().ready());
    }

    @Test
    void commitWithoutAnswerForASecondMakesCallersAskAgain() {
        Future<Result> answer = region.submit("j");

        region.pass(1_100);

        assertInstanceOf(RegionUnavailable.class, answer.cause());
        region.store.confirm();
        assertTrue(region.loop.health().ready());
    }

    @Test
    void whoeverWaitsForAnOutcomeThatStaysUnknownIsToldToAskAgainAfterASecond() {
        Future<Result> answer = region.submit("j");
        region.store.away = true;
        region.store.failWithoutWriting();

        region.pass(900);
        assertFalse(answer.isComplete());
        region.pass(200);

        assertInstanceOf(RegionUnavailable.class, answer.cause());
    }

    @Test
    void commandsGatherWhileItIsFoundOutWhatBecameOfACommit() {
        region.submit("j");
        region.store.loseAnswerAfterWriting();

        Future<Result> meanwhile = region.submit("k");
        region.pass(200);
        region.store.confirm();

        assertTrue(meanwhile.succeeded());
        assertEquals(2, region.store.written.size());
    }

    @Test
    void failedReadTakesNoAnswerFromThoseWhoWaitForACommit() {
        Future<Result> answer = region.submit("j");
        region.store.unreadable = true;
        Future<StoredReply> other = region.once("k", "hash", "k");
        assertInstanceOf(RegionUnavailable.class, other.cause());

        region.store.confirm();

        assertTrue(answer.succeeded());
    }

    @Test
    void regionTakenOverByAnotherStops() {
        Future<Result> answer = region.submit("j");

        region.store.answers.remove().fail(new EventStore.Fenced("r", 1));

        assertTrue(answer.failed());
        assertEquals("TAKEN_OVER", region.loop.health().reason());
        assertTrue(region.submit("k").failed());
        assertTrue(region.seen.isEmpty());
    }

    @Test
    void readWithoutAnswerStallsTheRegionUntilTheDatabaseAnswers() {
        region.store.mute = true;
        region.store.away = true;
        Future<StoredReply> answer = region.once("k", "hash", "j");

        region.pass(1_100);
        assertInstanceOf(RegionUnavailable.class, answer.cause());
        assertEquals("DATABASE_UNREACHABLE", region.loop.health().reason());
        region.store.mute = false;
        region.store.away = false;
        region.pass(2_000);

        assertTrue(region.loop.health().ready());
        region.once("k", "hash", "j");
        region.store.confirm();
        assertEquals(1, region.store.written.size());
    }
}
