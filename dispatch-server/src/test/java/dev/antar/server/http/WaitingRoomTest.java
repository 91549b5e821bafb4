package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.server.engine.Priority;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {

    private final WaitingRoom<String> room = new WaitingRoom<>();

    @Test
    void nobodyIsInAnEmptyRoom() {
        assertEquals(0, room.size());
        assertNull(room.oldest());
        assertNull(room.next(_ -> true));
    }

    @Test
    void newestIsServedFirst() {
        room.add("first", Priority.CHANGE, "a", 1);
        room.add("second", Priority.CHANGE, "a", 2);

        assertEquals("second", who(room.next(_ -> true)));
        assertEquals("first", who(room.next(_ -> true)));
        assertEquals(0, room.size());
    }

    @Test
    void moreImportantIsServedFirstThoughItIsOlder() {
        room.add("change", Priority.CHANGE, "a", 1);
        room.add("map", Priority.MAP, "a", 2);
        room.add("read", Priority.READ, "a", 3);

        assertEquals("change", who(room.next(_ -> true)));
        assertEquals("read", who(room.next(_ -> true)));
        assertEquals("map", who(room.next(_ -> true)));
    }

    @Test
    void whereOneKindHasNoPlaceTheNextIsServedAndNobodyAsksForAnEmptyLine() {
        room.add("read", Priority.READ, "a", 1);
        room.add("map", Priority.MAP, "a", 2);

        assertEquals("map", who(room.next(priority -> priority == Priority.MAP)));
        assertNull(
                room.next(
                        priority -> {
                            assertEquals(Priority.READ, priority);
                            return false;
                        }));
        assertEquals(1, room.size());
    }

    @Test
    void addressesTakeTurns() {
        room.add("crowd 1", Priority.CHANGE, "crowd", 1);
        room.add("crowd 2", Priority.CHANGE, "crowd", 2);
        room.add("one 1", Priority.CHANGE, "one", 3);
        room.add("crowd 3", Priority.CHANGE, "crowd", 4);
        room.add("one 2", Priority.CHANGE, "one", 5);

        assertEquals("crowd 3", who(room.next(_ -> true)));
        assertEquals("one 2", who(room.next(_ -> true)));
        assertEquals("crowd 2", who(room.next(_ -> true)));
        assertEquals("one 1", who(room.next(_ -> true)));
        assertEquals("crowd 1", who(room.next(_ -> true)));
        assertEquals(0, room.size());
    }

    @Test
    void addressOfWhomAllWereRefusedHasNoTurn() {
        room.add("refused", Priority.CHANGE, "gone", 1);
        room.add("served", Priority.CHANGE, "here", 2);

        assertEquals("refused", who(takeOldest()));
        assertEquals("served", who(room.next(_ -> true)));
        assertNull(room.next(_ -> true));
    }

    @Test
    void oldestIsTheOldestOfAllKindsAndAddressesAlsoWhereTheClockWraps() {
        room.add("map", Priority.MAP, "a", Long.MAX_VALUE - 1);
        room.add("change", Priority.CHANGE, "a", Long.MAX_VALUE);
        room.add("later", Priority.CHANGE, "b", Long.MIN_VALUE);

        assertEquals("map", who(takeOldest()));
        assertEquals("change", who(takeOldest()));
        assertEquals("later", who(takeOldest()));
        assertNull(takeOldest());
        assertEquals(0, room.size());
    }

    @Test
    void leastImportantAreThoseToBeRefusedAndOfThemTheOldest() {
        room.add("change", Priority.CHANGE, "a", 1);
        room.add("map", Priority.MAP, "a", 2);
        room.add("read", Priority.READ, "a", 2);
        room.add("later map", Priority.MAP, "b", 3);

        assertEquals("map", who(room.leastImportant(9)));
        assertEquals("map", who(room.leastImportant(2)));
        assertEquals("change", who(room.leastImportant(1)));
        assertNull(room.leastImportant(0));
    }

    private WaitingRoom.@Nullable Waiting<String> takeOldest() {
        WaitingRoom.Waiting<String> oldest = room.oldest();
        if (oldest != null) {
            room.remove(oldest);
        }
        return oldest;
    }

    private static @Nullable String who(WaitingRoom.@Nullable Waiting<String> waiting) {
        return waiting == null ? null : waiting.who();
    }
}
