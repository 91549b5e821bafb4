package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final class VisitsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Visits visits = new Visits();
    private final AtomicInteger closed = new AtomicInteger();
    private long now = 7 * SECOND;

    @Test
    void whoHasJustComeInMayBeAboutToAskUntilHeDoesOrDoesNot() {
        visits.begin(closed::incrementAndGet, now);
        Visits.Visit asking = visits.begin(closed::incrementAndGet, now);
        assertEquals(2, visits.newcomers(now));

        asking.asked(() -> true);
        assertEquals(1, visits.newcomers(now));
        now += Visits.FIRST_WORD_NANOS;
        assertEquals(0, visits.newcomers(now));
    }

    @Test
    void connectionWithoutARequestIsBrokenAfterTenSeconds() {
        visits.begin(closed::incrementAndGet, now);

        now += Visits.FIRST_REQUEST_NANOS;
        assertEquals(0, visits.look(now));
        now += SECOND;
        assertEquals(1, visits.look(now));

        assertEquals(1, closed.get());
        assertEquals(0, visits.size());
    }

    @Test
    void requestMayTakeAsLongAsItsAnswerNeeds() {
        Visits.Visit visit = visits.begin(closed::incrementAndGet, now);
        visit.asked(() -> false);

        now += 3_600 * SECOND;

        assertEquals(0, visits.look(now));
        assertEquals(0, closed.get());
    }

    @Test
    void nextRequestIsWaitedForAMinuteFromTheAnswerOn() {
        AtomicBoolean ended = new AtomicBoolean();
        Visits.Visit visit = visits.begin(closed::incrementAndGet, now);
        visit.asked(ended::get);
        now += 300 * SECOND;
        visits.look(now);

        ended.set(true);
        visits.look(now);
        now += Visits.NEXT_REQUEST_NANOS;
        assertEquals(0, visits.look(now));
        now += SECOND;
        assertEquals(1, visits.look(now));

        assertEquals(1, closed.get());
    }

    @Test
    void requestInTimeBeginsAllAnew() {
        Visits.Visit visit = visits.begin(closed::incrementAndGet, now);
        visit.asked(() -> true);
        visits.look(now);

        now += Visits.NEXT_REQUEST_NANOS;
        visit.asked(() -> true);
        now += SECOND;
        visits.look(now);
        now += SECOND;

        assertEquals(0, visits.look(now));
    }

    @Test
    void socketIsNotWaitedFor() {
        Visits.Visit visit = visits.begin(closed::incrementAndGet, now);

        visits.end(visit);
        now += 3_600 * SECOND;

        assertEquals(0, visits.look(now));
        assertEquals(0, closed.get());
    }
}
