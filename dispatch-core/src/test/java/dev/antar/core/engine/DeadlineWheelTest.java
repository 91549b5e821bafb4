package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class DeadlineWheelTest {

    private static final long NOON = 1_000_000_000_000L;

    private final DeadlineWheel wheel = new DeadlineWheel();

    @Test
    void deadlineIsTakenAtItsMillisecondAndNotBefore() {
        wheel.set(7, NOON + 50);

        assertEquals(List.of(), sweep(NOON + 49));
        assertEquals(List.of(7), sweep(NOON + 50));
        assertEquals(List.of(), sweep(NOON + 51));
    }

    @Test
    void timeThatLeapsOverManyTurnsForgetsNobody() {
        wheel.set(1, NOON + 3 * 3_600_000L);
        wheel.set(2, NOON + 1);
        sweep(NOON);

        assertEquals(List.of(2, 1), sweep(NOON + 20 * 24 * 3_600_000L));
    }

    @Test
    void timeThatGoesBackTakesNobodyEarlyAndMakesNobodyLate() {
        wheel.set(1, NOON + 10_000);
        assertEquals(List.of(), sweep(NOON + 9_999));
        assertEquals(List.of(), sweep(NOON - 3_600_000));
        wheel.set(2, NOON - 3_500_000);

        assertEquals(List.of(2), sweep(NOON - 3_500_000));
        assertEquals(List.of(1), sweep(NOON + 10_000));
    }

    @Property(tries = 300)
    void wheelTellsWhatASortedListTells(@ForAll long seed) {
        DeadlineWheel fresh = new DeadlineWheel();
        Random random = new Random(seed);
        Map<Integer, Long> deadlines = new TreeMap<>();
        long now = NOON;
        for (int step = 0; step < 400; step++) {
            int number = random.nextInt(200);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long at = now - 500 + (long) (random.nextDouble() * leap(random));
                    fresh.set(number, at);
                    deadlines.put(number, at);
                }
                case 2 -> {
                    fresh.clear(number);
                    deadlines.remove(number);
                }
                default -> {
                    now += (long) (random.nextDouble() * leap(random));
                    assertEquals(due(deadlines, now), sweep(fresh, now), "seed " + seed);
                }
            }
            assertEquals(
                    deadlines.getOrDefault(number, DeadlineWheel.NONE), fresh.deadline(number));
        }
    }

    private static long leap(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 200;
            case 1 -> 30_000;
            case 2 -> 200_000;
            default -> 20_000_000;
        };
    }

    private static List<Integer> due(Map<Integer, Long> deadlines, long now) {
        List<Integer> due = new ArrayList<>();
        deadlines.forEach(
                (number, at) -> {
                    if (at <= now) {
                        due.add(number);
                    }
                });
        due.sort(Comparator.<Integer>comparingLong(deadlines::get));
        due.forEach(deadlines::remove);
        return due;
    }

    private List<Integer> sweep(long now) {
        return sweep(wheel, now);
    }

    private static List<Integer> sweep(DeadlineWheel wheel, long now) {
        List<Integer> due = new ArrayList<>();
        int count = wheel.sweep(now);
        for (int i = 0; i < count; i++) {
            due.add(wheel.due(i));
        }
        return due;
    }
}
