package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class RecoveryTest {

    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally(0);

    @Test
    void isTheFirstOfThreeSecondsInARowWithoutRefusalOrSlowness() {
        answered(0, 10, 900);
        answered(1, 10, 20);
        refused(1);
        for (int second = 2; second < 5; second++) {
            answered(second, 10, 35);
        }

        assertEquals(2, Recovery.seconds(tally.seconds(), 20));
    }

    @Test
    void isNotYetWhileAnswersAreMoreThanTwiceAsSlow() {
        for (int second = 0; second < 10; second++) {
            answered(second, 10, 45);
        }

        assertEquals(-1, Recovery.seconds(tally.seconds(), 20));
    }

    @Test
    void isNotASecondInWhichNobodyWasAnswered() {
        answered(0, 10, 20);
        answered(1, 10, 20);
        answered(3, 10, 20);

        assertEquals(-1, Recovery.seconds(tally.seconds(), 20));
    }

    private void answered(int second, int times, int millis) {
        long now = second * SECOND + SECOND / 2;
        for (int i = 0; i < times; i++) {
            tally.done(RequestKind.CREATE, now - millis * 1_000_000L, now);
        }
    }

    private void refused(int second) {
        long now = second * SECOND + SECOND / 2;
        tally.refused(RequestKind.CREATE, 429, true, now - 1_000_000, now);
    }
}
