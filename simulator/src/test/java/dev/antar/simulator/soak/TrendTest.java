package dev.antar.simulator.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class TrendTest {

    @Test
    void lineHasItsSlope() {
        Trend trend = Trend.of(new double[] {0, 1, 2, 4}, new double[] {5, 8, 11, 17});

        assertEquals(new Trend(3, 3, 3), trend);
    }

    @Test
    void fewOddPointsDoNotMoveIt() {
        double[] x = new double[60];
        double[] y = new double[60];
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            x[i] = i;
            y[i] = 100 + 0.5 * i + random.nextGaussian();
        }
        y[10] = 900;
        y[50] = 0;

        Trend trend = Trend.of(x, y);

        assertEquals(0.5, trend.slope(), 0.03);
        assertTrue(trend.low() < 0.5 && trend.high() > 0.5, trend.toString());
        assertTrue(trend.low() > 0.4 && trend.high() < 0.6, trend.toString());
    }

    @Test
    void noiseAloneHasNoSlope() {
        double[] x = new double[60];
        double[] y = new double[60];
        Random random = new Random(8);
        for (int i = 0; i < 60; i++) {
            x[i] = i;
            y[i] = random.nextGaussian();
        }

        Trend trend = Trend.of(x, y);

        assertTrue(trend.low() < 0 && trend.high() > 0, trend.toString());
    }

    @Test
    void onePointHasNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Trend.of(new double[] {1, 1}, new double[] {1, 2}));
    }
}
