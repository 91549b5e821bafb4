package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

final class RushAnswersTest {

    private static final String MADE = "{\"id\":\"j\"}";

    private final RushAnswers answers = new RushAnswers("t");
    private final Asked first = answers.ask(1);
    private final Asked second = answers.ask(2);

    @Test
    void firstRefusalOfEachStatusIsKeptAndTheOthersAreCounted() {
        answers.answered(first, 503, "full", 3);
        answers.answered(second, 503, "still full", 4);
        Asked third = answers.ask(5);
        answers.answered(third, 429, "slower", 6);

        assertEquals(List.of(first, third), answers.asked());
        assertEquals("full", first.answer());
        assertEquals(Map.of(503, 1L), answers.refused());
    }

    @Test
    void everyAcknowledgementIsKept() {
        answers.answered(first, 201, MADE, 3);
        answers.answered(second, 201, MADE, 4);

        assertEquals(List.of(first, second), answers.asked());
        assertTrue(second.acknowledged());
        assertEquals(Map.of(), answers.refused());
    }

    @Test
    void whoWasNotAnsweredOrRefusedThoughSomethingWasDoneIsUndecided() {
        answers.answered(first, 0, "", 3);
        answers.answered(second, 503, "unknown", 4);

        assertEquals(List.of(first), answers.undecided(Set.of()));
        assertEquals(List.of(first, second), answers.undecided(Set.of(second.key())));

        answers.answeredAgain(first, 503, "unknown", 5);

        assertEquals(List.of(first, second), answers.asked());
        assertEquals(List.of(), answers.undecided(Set.of()));
    }

    @Test
    void refusedOneIsRecalledByItsKeyOnce() {
        answers.answered(first, 503, "full", 3);
        answers.answered(second, 503, "full", 4);

        answers.recall(Set.of(second.key(), "of somebody else"), 2, 5);
        answers.recall(Set.of(second.key()), 2, 6);

        assertEquals(
                List.of(first.key(), second.key()),
                answers.asked().stream().map(Asked::key).toList());
        assertEquals("full", answers.asked().getLast().answer());
        assertEquals(Map.of(503, 0L), answers.refused());
    }

    @Test
    void whoWasNotSentIsForgotten() {
        answers.forget(first);

        assertEquals(List.of(second), answers.asked());
    }
}
