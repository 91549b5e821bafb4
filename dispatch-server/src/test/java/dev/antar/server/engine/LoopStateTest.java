package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoopStateTest {

    private final LoopState state = new LoopState("r");

    @Test
    void regionThatStallsTakesPositionsButNoCommandsUntilItGoesOn() {
        assertTrue(state.stall("no answer"));
        assertFalse(state.stall("still none"), "it had stalled already");

        assertFalse(state.takesCommands());
        assertTrue(state.takesPositions());
        assertEquals(
                new RegionHealth(
                        false,
                        "DATABASE_UNREACHABLE",
                        "The database does not confirm: still none",
                        3),
                state.health(3));
        assertTrue(state.goOn());
        assertTrue(state.takesCommands());
        assertFalse(state.goOn(), "it went on already");
    }

    @Test
    void regionThatIsFencedOrFailedNeitherStallsNorGoesOn() {
        state.fence();

        assertFalse(state.stall("no answer"));
        assertFalse(state.goOn());
        assertTrue(state.broken());
        assertTrue(state.takesPositions());
        assertEquals("TAKEN_OVER", state.health(0).reason());
        state.fail("a rule was broken");
        assertFalse(state.takesPositions());
        assertEquals("ENGINE_FAILED", state.health(0).reason());
        assertEquals(
                "The engine stopped; the log says why: a rule was broken",
                state.unavailable().getMessage());
    }

    @Test
    void regionThatStopsWritesWhatItHasAndTakesNothingNew() {
        state.beginStop();

        assertTrue(state.running());
        assertFalse(state.takesCommands());
        assertFalse(state.takesPositions());
        assertEquals("STOPPED", state.health(0).reason());
        assertEquals(2, state.unavailable().retryAfterSeconds());
    }
}
