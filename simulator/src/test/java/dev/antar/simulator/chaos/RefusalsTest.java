package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class RefusalsTest {

    private final Refusals refusals = new Refusals();

    @Test
    void eachIsCountedOnceUnderItsStatus() {
        refusals.add(1, 503);
        refusals.add(2_000_000, 503);
        refusals.add(3, 429);
        refusals.add(3, 429);

        assertEquals(Map.of(429, 1L, 503, 2L), refusals.counts());
    }

    @Test
    void oneThatIsTakenIsNoLongerThere() {
        refusals.add(7, 503);

        assertEquals(0, refusals.take(6));
        assertEquals(503, refusals.take(7));
        assertEquals(0, refusals.take(7));
        assertEquals(Map.of(503, 0L), refusals.counts());
    }
}
