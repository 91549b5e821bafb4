package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.Map;

final class ArrivalsTest {

    @Test
    void asManyOfEachKindComeAsWereAskedForAndInOrder() {
        Arrivals drawn =
                Arrivals.draw(
                        Map.of(RequestKind.CREATE, 900.0, RequestKind.READ, 100.0), 100, 4711);

        Map<RequestKind, Integer> times = new EnumMap<>(RequestKind.class);
        long before = 0;
        for (int i = 0; i < drawn.count(); i++) {
            assertTrue(drawn.atNanos(i) >= before);
            before = drawn.atNanos(i);
            times.merge(drawn.kind(i), 1, Integer::sum);
        }
        assertTrue(before < 100_000_000_000L);
        // Ten standard deviations.
        assertEquals(90_000, times.getOrDefault(RequestKind.CREATE, 0), 3_000);
        assertEquals(10_000, times.getOrDefault(RequestKind.READ, 0), 1_000);
        assertEquals(2, times.size());
    }

    @Test
    void sameSeedBringsTheSame() {
        Arrivals one = Arrivals.draw(Map.of(RequestKind.CREATE, 50.0), 10, 1);
        Arrivals two = Arrivals.draw(Map.of(RequestKind.CREATE, 50.0), 10, 1);

        assertEquals(one.count(), two.count());
        assertEquals(one.atNanos(one.count() - 1), two.atNanos(one.count() - 1));
    }

    @Test
    void nobodyIsRefusedByName() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Arrivals.draw(Map.of(RequestKind.CREATE, 0.0), 10, 1));
    }
}
