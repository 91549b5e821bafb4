package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

final class OutboxTest {

    private final FakeLink link = new FakeLink();
    private final Owner owner = new Owner();
    private final Outbox outbox = new Outbox(link, owner);

    private static final class Owner implements Outbox.Owner {

        int resyncs;
        int slow;

        @Override
        public void resync() {
            resyncs++;
        }

        @Override
        public void slow() {
            slow++;
        }
    }

    @Test
    void everythingGoesOutInOrderWhileTheClientReads() {
        outbox.event("e1");
        outbox.control("c1");
        outbox.latest("l1");
        outbox.event("e2");

        assertEquals(List.of("e1", "c1", "l1", "e2"), link.written);
    }

    @Test
    void controlGoesFirstThenEventsThenTheLatestOnceTheClientReadsAgain() {
        link.full = true;
        outbox.latest("l1");
        outbox.event("e1");
        outbox.control("c1");
        outbox.event("e2");
        outbox.latest("l2");
        outbox.control("c2");
        assertFalse(outbox.offer("o"));
        assertEquals(List.of(), link.written);

        readAgain();

        assertEquals(List.of("c1", "c2", "e1", "e2", "l2"), link.written);
        assertEquals(0, owner.resyncs);
    }

    @Test
    void tooManyEventsAreDroppedTogetherAndTheWholeStateIsAskedForOnce() {
        link.full = true;
        outbox.control("c");
        for (int i = 0; i < Outbox.MAX_EVENTS; i++) {
            assertTrue(outbox.event("e" + i));
        }
        assertFalse(outbox.event("one too many"));
        assertFalse(outbox.event("and another"));
        assertEquals(0, owner.resyncs);

        readAgain();
        outbox.event("after");

        assertEquals(List.of("c", "after"), link.written);
        assertEquals(1, owner.resyncs);
    }

    @Test
    void clientWithTooMuchControlIsGivenUp() {
        link.full = true;
        for (int i = 0; i < Outbox.MAX_CONTROL; i++) {
            outbox.control("c" + i);
        }
        assertTrue(link.open());

        outbox.control("one too many");
        outbox.control("and another");

        assertEquals(Outbox.CLOSE_SLOW, link.closeCode);
        assertEquals(1, owner.slow);
    }

    @Test
    void clientThatReadsNothingForTooLongIsGivenUpAndThenCutOff() {
        link.full = true;
        outbox.control("c");
        outbox.look(1_000);
        outbox.look(1_000 + Outbox.MAX_STUCK_MILLIS - 1);
        assertTrue(link.open());

        outbox.look(1_000 + Outbox.MAX_STUCK_MILLIS);
        assertEquals(Outbox.CLOSE_SLOW, link.closeCode);
        outbox.look(7_000);
        assertFalse(link.cut);
        outbox.look(8_000);

        assertTrue(link.cut);
        assertEquals(1, owner.slow);
    }

    @Test
    void clientThatReadsNowAndThenIsKept() {
        for (int second = 0; second < 20; second++) {
            link.full = true;
            outbox.control("c" + second);
            outbox.look(second * 1_000L);
            if (second % 4 == 3) {
                readAgain();
            }
        }

        assertTrue(link.open());
        assertEquals(20, link.written.size());
    }

    private void readAgain() {
        link.full = false;
        outbox.drained();
    }
}
