package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class ComeBackTest {

    /// After which a driver who is silent counts as gone.
    private static final long GONE_MILLIS = 30_000;

    @Test
    void spanGrowsWithTheNumberOfThoseWhoComeBack() {
        assertEquals(1_000, ComeBack.of(3_000, 10).spanMillis());
        assertEquals(5_000, ComeBack.of(3_000, 5_000).spanMillis());
        assertEquals(20_000, ComeBack.of(3_000, 20_000).spanMillis());
        assertEquals(20_000, ComeBack.of(3_000, 70_000).spanMillis());
    }

    @Test
    void nobodyIsToldToComeWhenHeWouldCountAsGone() {
        ComeBack latest = ComeBack.of(60_000, 70_000);

        assertTrue(latest.firstMillis() + latest.spanMillis() < GONE_MILLIS, latest.toString());
    }

    @Test
    void inEverySecondAboutAsManyCome() {
        ComeBack comeBack = ComeBack.of(3_000, 5_000);
        SplittableRandom random = new SplittableRandom(1);
        int[] bySecond = new int[8];
        for (int i = 0; i < 5_000; i++) {
            bySecond[(int) (comeBack.millis(random) / 1_000)]++;
        }

        for (int second = 0; second < 8; second++) {
            int expected = second < 3 ? 0 : 1_000;
            assertEquals(expected, bySecond[second], 100, "in second " + second);
        }
    }

    @Test
    void headersHaveWholeSecondsAndAtLeastOne() {
        assertEquals(4, new ComeBack(3_001, 1_000).firstSeconds());
        assertEquals(1, new ComeBack(0, 1_000).firstSeconds());
    }
}
