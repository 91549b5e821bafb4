package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.Priority;

import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private static final int LIMIT = ConcurrencyLimit.START;

    private final Admission admission = new Admission(new ConcurrencyLimit());

    @Test
    void mapsAreRefusedBeforeReadsAndReadsBeforeChanges() {
        int maps = fill(Priority.MAP);
        int reads = fill(Priority.READ);
        int changes = fill(Priority.CHANGE);

        assertEquals(LIMIT / 4, maps);
        assertEquals(LIMIT * 60 / 100 - maps, reads);
        assertEquals(LIMIT - reads - maps, changes);
        assertFalse(admission.enter(Priority.MAP, 1));
        assertFalse(admission.enter(Priority.READ, 1));
        assertFalse(admission.enter(Priority.CHANGE, 1));
    }

    @Test
    void crowdOfReadersLeavesRoomForChanges() {
        fill(Priority.READ);

        assertEquals(LIMIT - LIMIT * 60 / 100, fill(Priority.CHANGE));
    }

    @Test
    void whereChangesFillEverythingAFewMayStillLook() {
        assertEquals(LIMIT, fill(Priority.CHANGE));

        assertTrue(admission.enter(Priority.READ, 1));
        assertTrue(admission.enter(Priority.READ, 1 + 50_000_000));
        assertFalse(admission.enter(Priority.READ, 1 + 100_000_000));
        assertTrue(admission.enter(Priority.MAP, 1));
        assertFalse(admission.enter(Priority.MAP, 1 + 200_000_000));
    }

    @Test
    void thoseFewAreFewInEachSecondHoweverSoonTheyAreAnswered() {
        fill(Priority.CHANGE);
        int reads = 0;
        int maps = 0;

        for (long now = 0; now < 1_000_000_000; now += 1_000_000) {
            if (admission.enter(Priority.READ, now)) {
                reads++;
                admission.leave(Priority.READ);
            }
            if (admission.enter(Priority.MAP, now)) {
                maps++;
                admission.leave(Priority.MAP);
            }
        }

        assertEquals(20, reads);
        assertEquals(5, maps);
    }

    @Test
    void placeThatIsGivenBackIsTakenAgain() {
        fill(Priority.CHANGE);

        admission.leave(Priority.CHANGE);

        assertTrue(admission.enter(Priority.CHANGE, 1));
        assertFalse(admission.enter(Priority.CHANGE, 1));
    }

    @Test
    void refusalsTakeNoPlace() {
        int changes = fill(Priority.CHANGE);
        for (int i = 0; i < 1_000; i++) {
            assertFalse(admission.enter(Priority.CHANGE, 1));
        }

        for (int i = 0; i < changes; i++) {
            admission.leave(Priority.CHANGE);
        }

        assertEquals(0, admission.underWay());
        assertEquals(LIMIT, fill(Priority.CHANGE));
    }

    private int fill(Priority priority) {
        int in = 0;
        while (admission.enter(priority, 1)) {
            in++;
        }
        return in;
    }
}
