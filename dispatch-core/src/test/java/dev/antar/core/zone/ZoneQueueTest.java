package dev.antar.core.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ZoneQueueTest {

    private final ZoneQueue queue = new ZoneQueue(120_000);

    @Test
    void firstInIsFirst() {
        queue.join(7, 11);
        queue.join(3, 12);
        queue.join(7, 13);
        queue.join(5, 14);

        assertEquals(List.of(7, 3, 5), queue.inOrder());
        assertEquals(1, queue.before(3));
        assertEquals(-1, queue.before(4));
    }

    @Test
    void whoIsOutsideForAMomentKeepsHisPlace() {
        queue.join(7, 11);

        assertFalse(queue.seenOutside(7, 1_000));
        assertFalse(queue.seenOutside(7, 121_000));
        queue.seenInside(7);
        assertFalse(queue.seenOutside(7, 200_000));
        assertTrue(queue.seenOutside(7, 320_001));
        assertFalse(queue.seenOutside(3, 320_001));
    }

    @Test
    void whoLeftStartsAnewAtTheEnd() {
        queue.join(7, 11);
        queue.join(3, 12);

        queue.leave(7);
        queue.leave(7);
        assertFalse(queue.contains(7));
        queue.join(7, 13);

        assertEquals(List.of(3, 7), queue.inOrder());
    }

    /// A list with linear search is the judge.
    @Property(tries = 300)
    void lineIsWhatAListWouldBe(
            @ForAll @Size(max = 60) List<@IntRange(min = -9, max = 9) Integer> steps) {
        ZoneQueue line = new ZoneQueue(0);
        List<Integer> list = new ArrayList<>();
        long ticket = 0;
        for (int step : steps) {
            Integer driver = Math.abs(step);
            if (step < 0) {
                line.leave(driver);
                list.removeIf(driver::equals);
            } else {
                line.join(driver, ++ticket);
                if (!list.contains(driver)) {
                    list.add(driver);
                }
            }
        }

        assertEquals(list, line.inOrder());
        list.forEach(driver -> assertEquals(list.indexOf(driver), line.before(driver)));
    }
}
