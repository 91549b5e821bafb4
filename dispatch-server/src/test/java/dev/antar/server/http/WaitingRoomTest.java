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
        room.add("first", Priority.CHANGE, 1);
        room.add("second", Priority.CHANGE, 2);

        assertEquals("second", who(room.next(_ -> true)));
        assertEquals("first", who(room.next(_ -> true)));
        assertEquals(0, room.size());
    }

    @Test
    void moreImportantIsServedFirstThoughItIsOlder() {
        room.add("change", Priority.CHANGE, 1);
        room.add("map", Priority.MAP, 2);
        room.add("read", Priority.READ, 3);

        assertEquals("change", who(room.next(_ -> true)));
        assertEquals("read", who(room.next(_ -> true)));
        assertEquals("map", who(room.next(_ -> true)));
    }

    @Test
    void whereOneKindHasNoPlaceTheNextIsServedAndNobodyAsksForAnEmptyLine() {
        room.add("read", Priority.READ, 1);
        room.add("map", Priority.MAP, 2);

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
    void oldestIsTheOldestOfAllKindsAlsoWhereTheClockWraps() {
        room.add("change", Priority.CHANGE, Long.MAX_VALUE);
        room.add("map", Priority.MAP, Long.MAX_VALUE - 1);
        room.add("later", Priority.CHANGE, Long.MIN_VALUE);

        assertEquals("map", who(room.takeOldest()));
        assertEquals("change", who(room.takeOldest()));
        assertEquals("later", who(room.takeOldest()));
        assertNull(room.takeOldest());
        assertEquals(0, room.size());
    }

    private static @Nullable String who(WaitingRoom.@Nullable Waiting<String> waiting) {
        return waiting == null ? null : waiting.who();
    }
}
