package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.JobArchive.ArchivedEvent;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Every event once and in order, wherever it comes from and however slow the reader is.
final class JobFollowerTest {

    private static final JobId JOB = new JobId("j");

    private final List<ArchivedEvent> archive = new ArrayList<>();
    private final Deque<Integer> readsFrom = new ArrayDeque<>();
    private final Reader reader = new Reader();

    @Test
    void historyIsReadAndThenWhatHappensIsTakenAsItComes() {
        archived("JobSubmitted", "OfferMade");
        JobFollower follower = follow(0);

        follower.happened(happens("OfferAccepted"));

        assertEquals(List.of(1, 2, 3), reader.got);
        assertEquals(List.of(0), List.copyOf(readsFrom));
    }

    @Test
    void readerGoesOnAfterTheLastEventThatHeHas() {
        archived("JobSubmitted", "OfferMade", "OfferExpired");

        follow(2);

        assertEquals(List.of(3), reader.got);
    }

    @Test
    void eventThatWasMissedIsReadAgain() {
        archived("JobSubmitted");
        JobFollower follower = follow(0);
        archived("OfferMade");

        follower.happened(happens("OfferExpired"));

        assertEquals(List.of(1, 2, 3), reader.got);
        assertEquals(List.of(0, 1), List.copyOf(readsFrom));
    }

    @Test
    void whatHappensWhileTheArchiveIsReadIsNeitherLostNorToldTwice() {
        archived("JobSubmitted");
        Promise<List<ArchivedEvent>> slow = Promise.promise();
        Deque<Future<List<ArchivedEvent>>> answers = new ArrayDeque<>(List.of(slow.future()));
        JobFollower follower =
                new JobFollower(
                        JOB,
                        0,
                        (_, after) -> answers.isEmpty() ? read(after) : answers.remove(),
                        reader,
                        Runnable::run);
        follower.catchUp();
        List<ArchivedEvent> early = List.copyOf(archive);

        follower.happened(happens("OfferMade"));
        assertEquals(List.of(), reader.got);
        slow.complete(early);

        assertEquals(List.of(1, 2), reader.got);
    }

    @Test
    void eventThatTheArchiveGaveAlreadyIsNotTakenAgain() {
        archived("JobSubmitted", "OfferMade");
        JobFollower follower = follow(0);

        follower.happened(archive.getLast());

        assertEquals(List.of(1, 2), reader.got);
        assertEquals(List.of(0), List.copyOf(readsFrom));
    }

    @Test
    void slowReaderGetsWhatHeMissedOnceHeTakesMore() {
        archived("JobSubmitted");
        JobFollower follower = follow(0);
        reader.writable = false;
        follower.happened(happens("OfferMade"));
        follower.happened(happens("OfferExpired"));
        assertEquals(List.of(1), reader.got);

        reader.takesMore();

        assertEquals(List.of(1, 2, 3), reader.got);
    }

    @Test
    void streamEndsWithItsJob() {
        archived("JobSubmitted", "JobCancelled");

        JobFollower follower = follow(0);
        follower.happened(new ArchivedEvent(3, "OfferMade", "{}"));

        assertEquals(List.of(1, 2), reader.got);
        assertTrue(reader.ended);
    }

    @Test
    void streamEndsWhereTheHistoryCannotBeReadSoThatTheReaderComesAgain() {
        new JobFollower(JOB, 0, (_, _) -> Future.failedFuture("away"), reader, Runnable::run)
                .catchUp();

        assertTrue(reader.ended);
    }

    @Test
    void nothingIsWrittenToAReaderWhoIsGone() {
        archived("JobSubmitted");
        JobFollower follower = follow(0);

        follower.leave();
        follower.happened(happens("JobCancelled"));

        assertEquals(List.of(1), reader.got);
        assertFalse(reader.ended);
    }

    private JobFollower follow(int after) {
        JobFollower follower =
                new JobFollower(JOB, after, (_, from) -> read(from), reader, Runnable::run);
        follower.catchUp();
        return follower;
    }

    private Future<List<ArchivedEvent>> read(int after) {
        readsFrom.add(after);
        return Future.succeededFuture(
                archive.stream().filter(event -> event.version() > after).toList());
    }

    private void archived(String... types) {
        for (String type : types) {
            happens(type);
        }
    }

    private ArchivedEvent happens(String type) {
        ArchivedEvent event = new ArchivedEvent(archive.size() + 1, type, "{}");
        archive.add(event);
        return event;
    }

    private static final class Reader implements JobFollower.Outlet {

        private final List<Integer> got = new ArrayList<>();
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean writable = true;
        private boolean ended;

        @Override
        public boolean writable() {
            return writable;
        }

        @Override
        public void whenWritable(Runnable then) {
            waiting.add(then);
        }

        @Override
        public void write(ArchivedEvent event) {
            got.add(event.version());
        }

        @Override
        public void end() {
            ended = true;
        }

        private void takesMore() {
            writable = true;
            List.copyOf(waiting).forEach(Runnable::run);
        }
    }
}
