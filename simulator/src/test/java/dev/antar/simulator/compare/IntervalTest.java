package dev.antar.simulator.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class IntervalTest {

    @Test
    void theIntervalIsThatOfStudentsTable() {
        // Mean 3, standard deviation 1.5811, t with 4 degrees of freedom 2.7764.
        Interval interval = Interval.of(new double[] {1, 2, 3, 4, 5});
        assertEquals(3, interval.mean(), 1e-12);
        assertEquals(3 - 2.776445 * 1.5811388 / Math.sqrt(5), interval.low(), 1e-5);
        assertEquals(3 + 2.776445 * 1.5811388 / Math.sqrt(5), interval.high(), 1e-5);
    }

    @Test
    void itHoldsTheTrueValueNineteenTimesOfTwenty() {
        Random random = new Random(7);
        int held = 0;
        for (int i = 0; i < 4_000; i++) {
            double[] before = random.doubles(8, 100, 200).toArray();
            double[] after = new double[8];
            for (int seed = 0; seed < 8; seed++) {
                after[seed] = before[seed] + 5 + random.nextGaussian() * 3;
            }
            Interval change = Interval.ofDifference(before, after);
            held += change.low() <= 5 && change.high() >= 5 ? 1 : 0;
        }
        assertTrue(held > 3_740 && held < 3_860, "held " + held);
    }

    @Test
    void oneSeedSaysNothingAboutChance() {
        Interval one = Interval.of(new double[] {4});
        assertTrue(Double.isNaN(one.low()));
        assertFalse(one.certain());
    }

    @Test
    void giniKnowsItsEnds() {
        assertEquals(0, Gini.of(new double[] {5, 5, 5, 5}), 1e-12);
        assertEquals(0.75, Gini.of(new double[] {0, 0, 0, 9}), 1e-12);
        assertEquals(0.25, Gini.of(new double[] {3, 1}), 1e-12);
        assertEquals(0, Gini.of(new double[] {}), 0);
        assertEquals(0, Gini.of(new double[] {0, 0}), 0);
    }
}
