package dev.antar.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.core.policy.Switchback.Arm;

import org.junit.jupiter.api.Test;

final class TurnTest {

    @Test
    void turnIsReadBackFromItsReason() {
        Turn turn = new Turn(994_444, 1_800_000, Arm.B);

        assertEquals(turn, Turn.of(Turn.BY, turn.reason()));
        assertEquals(994_444L * 1_800_000, turn.beginMillis());
    }

    @Test
    void changeByAnybodyElseOrForAnotherReasonIsNoTurn() {
        assertNull(Turn.of("ops", new Turn(1, 60_000, Arm.A).reason()));
        assertNull(Turn.of(Turn.BY, "switchback slot 99999999999999999999 of 60 s: A"));
        assertNull(Turn.of(Turn.BY, "rain"));
    }
}
