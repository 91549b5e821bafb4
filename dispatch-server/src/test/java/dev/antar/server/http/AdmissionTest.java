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
        assertFalse(admission.enter(Priority.MAP));
        assertFalse(admission.enter(Priority.READ));
        assertFalse(admission.enter(Priority.CHANGE));
    }

    @Test
    void crowdOfReadersLeavesRoomForChanges() {
        fill(Priority.READ);

        assertEquals(LIMIT - LIMIT * 60 / 100, fill(Priority.CHANGE));
    }

    @Test
    void whereChangesFillEverythingAFewMayStillLook() {
        assertEquals(LIMIT, fill(Priority.CHANGE));

        assertEquals(2, fill(Priority.READ));
        assertEquals(1, fill(Priority.MAP));
    }

    @Test
    void placeThatIsGivenBackIsTakenAgain() {
        fill(Priority.CHANGE);

        admission.leave(Priority.CHANGE);

        assertTrue(admission.enter(Priority.CHANGE));
        assertFalse(admission.enter(Priority.CHANGE));
    }

    @Test
    void refusalsTakeNoPlace() {
        int changes = fill(Priority.CHANGE);
        for (int i = 0; i < 1_000; i++) {
            assertFalse(admission.enter(Priority.CHANGE));
        }

        for (int i = 0; i < changes; i++) {
            admission.leave(Priority.CHANGE);
        }

        assertEquals(0, admission.underWay());
        assertEquals(LIMIT, fill(Priority.CHANGE));
    }

    private int fill(Priority priority) {
        int in = 0;
        while (admission.enter(priority)) {
            in++;
        }
        return in;
    }
}
