package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class JobsInHandTest {

    private final JobsInHand inHand = new JobsInHand();

    @Test
    void acceptanceThatCountsGivesTheJob() {
        assertTrue(inHand.accepted(inHand.accepting("a", 0), 0));
        assertTrue(inHand.has("a"));

        inHand.ended("a");

        assertFalse(inHand.has("a"));
    }

    @Test
    void jobThatWasLostBeforeTheAnswerToItsAcceptanceIsNotInHand() {
        JobsInHand.Acceptance sent = inHand.accepting("a", 0);
        inHand.lost("a");

        assertFalse(inHand.accepted(sent, 0));

        assertTrue(sent.lost());
        assertFalse(inHand.has("a"));
    }

    @Test
    void jobThatTheWelcomeListedAndThatWasLostSinceIsNotGivenBackByARepeatedAnswer() {
        JobsInHand.Acceptance sent = inHand.accepting("a", 0);
        inHand.show(Set.of("a"));
        inHand.lost("a");

        assertFalse(inHand.accepted(sent, 1));

        assertFalse(inHand.has("a"));
    }

    @Test
    void answerOnANewSocketGivesOnlyWhatTheWelcomeListed() {
        JobsInHand.Acceptance listed = inHand.accepting("a", 0);
        JobsInHand.Acceptance other = inHand.accepting("b", 0);
        inHand.show(Set.of("a"));

        assertTrue(inHand.accepted(listed, 1));
        assertFalse(inHand.accepted(other, 1));
    }

    @Test
    void jobLostOnceCanBeWonAgain() {
        inHand.accepted(inHand.accepting("a", 0), 0);
        inHand.lost("a");

        assertTrue(inHand.accepted(inHand.accepting("a", 0), 0));
    }

    @Test
    void whatIsNotListedAnyMoreIsGone() {
        inHand.show(Set.of("a", "b"));

        assertEquals(List.of("a"), inHand.show(Set.of("b")));

        assertTrue(inHand.has("b"));
        assertFalse(inHand.has("a"));
    }
}
