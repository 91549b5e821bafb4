package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;

import org.junit.jupiter.api.Test;

final class AnsweredCommandsTest {

    private static final DriverId DRIVER = new DriverId("d");

    private final AnsweredCommands answered = new AnsweredCommands();

    @Test
    void latestAnswersAreKeptAndTheOldestForgotten() {
        for (int i = 0; i < 3 * AnsweredCommands.PER_DRIVER; i++) {
            answered.keep(DRIVER, "c" + i, "a" + i);
            for (int j = Math.max(0, i - AnsweredCommands.PER_DRIVER + 1); j <= i; j++) {
                assertEquals("a" + j, answered.find(DRIVER, "c" + j));
            }
            assertNull(answered.find(DRIVER, "c" + (i - AnsweredCommands.PER_DRIVER)));
        }
        assertNull(answered.find(new DriverId("e"), "c1"));
    }

    @Test
    void firstAnswerCounts() {
        answered.keep(DRIVER, "c", "first");
        answered.keep(DRIVER, "c", "second");

        assertEquals("first", answered.find(DRIVER, "c"));
    }

    @Test
    void noMoreThanSoManyAreKeptAndWhoeverWasSilentLongestIsForgotten() {
        AnsweredCommands few = new AnsweredCommands(10);
        for (int driver = 0; driver < 50; driver++) {
            few.find(new DriverId("d0"), "c0");
            for (int i = 0; i < 3; i++) {
                few.keep(new DriverId("d" + driver), "c" + i, "a" + i);
                assertTrue(few.size() <= 10, few.size() + " are kept");
            }
        }

        assertEquals("a2", few.find(new DriverId("d0"), "c2"));
        assertNull(few.find(new DriverId("d1"), "c2"));
        assertEquals("a0", few.find(new DriverId("d49"), "c0"));
    }

    @Test
    void sizeIsThatOfAllWhoAreRemembered() {
        for (int i = 0; i < 3 * AnsweredCommands.PER_DRIVER; i++) {
            answered.keep(DRIVER, "c" + i, "a");
        }
        answered.keep(new DriverId("e"), "c", "a");

        assertEquals(AnsweredCommands.PER_DRIVER + 1, answered.size());
    }
}
