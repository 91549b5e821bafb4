package dev.antar.simulator.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.simulator.behaviour.Answer;

import org.junit.jupiter.api.Test;

import java.util.List;

final class OfferInHandTest {

    private static final JobId JOB = new JobId("j");

    /// Answers count until 20,000.
    private static final OfferSeen OFFER =
            new OfferSeen(
                    7,
                    new JobSeen(JOB, new LatLng(0, 0), new LatLng(0, 1), 0),
                    20_000,
                    60_000,
                    List.of());

    private final OfferInHand hand = new OfferInHand();

    @Test
    void acceptanceIsSaidInTimeAndTheOfferStaysUntilItIsHeardWhatBecameOfIt() {
        hand.take(OFFER, new Answer.Accepts(3_000), 1_000);

        assertEquals(4_000, hand.answerAtMillis());
        assertEquals(new DriverIntent.Accept(7), hand.answer(4_000));
        assertTrue(hand.accepting());
        assertTrue(hand.is(7));
        assertEquals(DriverActor.NEVER, hand.answerAtMillis());
    }

    @Test
    void declinedOfferIsForgottenAtOnceAndNotCountedAsIgnored() {
        hand.take(OFFER, new Answer.Declines(3_000), 1_000);

        assertEquals(new DriverIntent.Decline(7), hand.answer(4_000));
        assertNull(hand.seen());
        assertEquals(0, hand.ignored(JOB));
    }

    @Test
    void whoIgnoresAnOfferNeverSaysAnything() {
        hand.take(OFFER, new Answer.Ignores(), 1_000);

        assertEquals(DriverActor.NEVER, hand.answerAtMillis());
    }

    @Test
    void nothingIsSaidWhenItIsTooLate() {
        hand.take(OFFER, new Answer.Accepts(30_000), 1_000);

        assertNull(hand.answer(20_001));
        assertFalse(hand.accepting());
        assertTrue(hand.is(7));
    }

    @Test
    void offersThatComeToNothingAreCountedUntilHeGetsAJob() {
        hand.take(OFFER, new Answer.Ignores(), 1_000);

        assertFalse(hand.ended(8));
        assertTrue(hand.ended(7));
        assertFalse(hand.ended(7));
        assertEquals(1, hand.ignored(JOB));

        hand.take(OFFER, new Answer.Accepts(0), 30_000);
        hand.won();

        assertEquals(0, hand.ignored(JOB));
        assertNull(hand.seen());
    }
}
