package dev.antar.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TermsTest {

    @Test
    void requestCountsAsMadeNowWhileNoPromisedMomentHasPassed() {
        assertEquals(1_000, Terms.ASAP.askedAtMillis(1_000));
        assertEquals(1_000, Terms.at(1_000).askedAtMillis(1_000));
        assertEquals(1_000, new Terms(2_000, 0, 3_000, false).askedAtMillis(1_000));
    }

    @Test
    void requestCountsAsMadeAtTheFirstPromisedMomentThatHasPassed() {
        assertEquals(700, Terms.at(700).askedAtMillis(1_000));
        assertEquals(800, new Terms(0, 0, 800, false).askedAtMillis(1_000));
        assertEquals(700, new Terms(700, 0, 800, false).askedAtMillis(1_000));
        assertEquals(700, new Terms(700, 0, 1_500, false).askedAtMillis(1_000));
    }

    @Test
    void whatIsReadyAlreadyMayBeAskedForAtAnyTime() {
        assertEquals(1_000, new Terms(0, 400, 0, false).askedAtMillis(1_000));
    }
}
