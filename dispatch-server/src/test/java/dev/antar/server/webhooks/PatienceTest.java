package dev.antar.server.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/// How long a receiver that fails is waited for.
class PatienceTest {

    private final RetrySchedule retries =
            new RetrySchedule(SendingLimits.usual().firstRetryMillis());

    @Test
    void messageIsTriedForAboutADayAndThenGivenUp() {
        long all =
                IntStream.range(1, RetrySchedule.ATTEMPTS)
                        .mapToLong(attempts -> retries.millisAfter(attempts, 0, 0.5))
                        .sum();

        assertEquals(5_000, retries.millisAfter(1, 0, 0.5));
        assertEquals(15_000, retries.millisAfter(2, 0, 0.5));
        assertEquals(21_600_000, retries.millisAfter(11, 0, 0.5));
        assertTrue(all > 20 * 3_600_000L && all < SendingLimits.usual().giveUpMillis());
    }

    @Test
    void timesAreSpreadByAFifthAndAReceiverMayAskForMore() {
        assertEquals(4_000, retries.millisAfter(1, 0, 0));
        assertEquals(6_000, retries.millisAfter(1, 0, 1));
        assertEquals(90_000, retries.millisAfter(1, 90, 0));
        assertEquals(3_600_000, retries.millisAfter(1, Integer.MAX_VALUE, 0));
    }

    @Test
    void receiverThatFailsFiveTimesIsTriedNowAndThenUntilItSucceeds() {
        Circuit circuit = new Circuit();
        for (int i = 0; i < 4; i++) {
            assertEquals(0, circuit.failed(0));
        }
        assertEquals(8, circuit.room(8, 0));

        assertEquals(1_000, circuit.failed(0));
        assertEquals(0, circuit.room(8, 999));
        assertEquals(1, circuit.room(8, 1_000));
        assertEquals(2_000, circuit.failed(1_000));
        for (int i = 0; i < 20; i++) {
            circuit.failed(3_000);
        }
        assertEquals(60_000, circuit.failed(3_000));

        assertTrue(circuit.succeeded());
        assertEquals(8, circuit.room(8, 3_000));
        assertFalse(circuit.succeeded());
    }
}
