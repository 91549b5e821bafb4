package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.stream.AnsweredCommands.Claim;

import org.junit.jupiter.api.Test;

final class AnsweredCommandsTest {

    private static final DriverId DRIVER = new DriverId("d");
    private static final long MEANING = 7;

    private final AnsweredCommands answered = new AnsweredCommands();

    private static void answer(AnsweredCommands by, String driver, String id, String answer) {
        by.claim(new DriverId(driver), id, MEANING);
        by.answered(new DriverId(driver), id, MEANING, answer);
    }

    private static void assertKept(String answer, AnsweredCommands by, String driver, String id) {
        assertEquals(new Claim.Repeated(answer), by.claim(new DriverId(driver), id, MEANING));
    }

    private static void assertForgotten(AnsweredCommands by, String driver, String id) {
        assertInstanceOf(Claim.New.class, by.claim(new DriverId(driver), id, MEANING));
        by.putOff(new DriverId(driver), id);
    }

    @Test
    void latestAnswersAreKeptAndTheOldestForgotten() {
        for (int i = 0; i < 3 * AnsweredCommands.PER_DRIVER; i++) {
            answer(answered, "d", "c" + i, "a" + i);
            for (int j = Math.max(0, i - AnsweredCommands.PER_DRIVER + 1); j <= i; j++) {
                assertKept("a" + j, answered, "d", "c" + j);
            }
            assertForgotten(answered, "d", "c" + (i - AnsweredCommands.PER_DRIVER));
        }
        assertForgotten(answered, "e", "c1");
    }

    @Test
    void firstAnswerCounts() {
        answered.claim(DRIVER, "c", MEANING);
        answered.claim(DRIVER, "c", MEANING);
        answered.answered(DRIVER, "c", MEANING, "first");
        answered.answered(DRIVER, "c", MEANING, "second");

        assertKept("first", answered, "d", "c");
        assertEquals(0, answered.underWay());
    }

    @Test
    void otherCommandUnderAnAnsweredIdIsRefusedAndTheAnswerStays() {
        answer(answered, "d", "c", "a");

        assertInstanceOf(Claim.IdReused.class, answered.claim(DRIVER, "c", MEANING + 1));
        assertKept("a", answered, "d", "c");
        assertInstanceOf(Claim.New.class, answered.claim(new DriverId("e"), "c", MEANING + 1));
    }

    @Test
    void otherCommandIsRefusedWhileTheFirstIsUnderWayAndTheSameIsNot() {
        answered.claim(DRIVER, "c", MEANING);

        assertInstanceOf(Claim.IdReused.class, answered.claim(DRIVER, "c", MEANING + 1));
        assertInstanceOf(Claim.New.class, answered.claim(DRIVER, "c", MEANING));
        answered.putOff(DRIVER, "c");
        assertInstanceOf(Claim.IdReused.class, answered.claim(DRIVER, "c", MEANING + 1));
        answered.putOff(DRIVER, "c");

        assertEquals(0, answered.underWay());
        assertInstanceOf(Claim.New.class, answered.claim(DRIVER, "c", MEANING + 1));
    }

    @Test
    void noMoreThanSoManyAreKeptAndWhoeverWasSilentLongestIsForgotten() {
        AnsweredCommands few = new AnsweredCommands(10);
        for (int driver = 0; driver < 50; driver++) {
            answer(few, "d0", "c0", "a0");
            for (int i = 0; i < 3; i++) {
                answer(few, "d" + driver, "c" + i, "a" + i);
                assertTrue(few.size() <= 10, few.size() + " are kept");
            }
        }

        assertKept("a2", few, "d0", "c2");
        assertForgotten(few, "d1", "c2");
        assertKept("a0", few, "d49", "c0");
    }

    @Test
    void sizeIsThatOfAllWhoAreRemembered() {
        for (int i = 0; i < 3 * AnsweredCommands.PER_DRIVER; i++) {
            answer(answered, "d", "c" + i, "a");
        }
        answer(answered, "e", "c", "a");

        assertEquals(AnsweredCommands.PER_DRIVER + 1, answered.size());
    }
}
