package dev.antar.core.travel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

final class LearnedSpeedTest {

    private static final StraightLine BASE = new StraightLine(6.5, 1.3);

    /// Metres that one gets in the millisecond that rounding takes away.
    private static final double MILLISECOND = 0.0066;

    private static final LatLng CENTER = new LatLng(57.7045, 11.968);
    private static final LatLng AWAY = new LatLng(57.9, 12.4);
    private static final long MONDAY_NINE = 4 * 86_400_000L + 9 * 3_600_000L;
    private static final long MONDAY_TEN = MONDAY_NINE + 3_600_000L;

    private final LearnedSpeed speed = new LearnedSpeed(BASE);

    @Test
    void nothingIsCorrectedBeforeAnythingIsLearned() {
        assertEquals(1_000, speed.permille(CENTER, MONDAY_NINE));
        assertEquals(BASE.millis(AWAY, CENTER, 0), speed.millis(AWAY, CENTER, 0));
    }

    @Test
    void legsThatTakeLongerMakeTheirHourAndPlaceSlower() {
        drive(CENTER, MONDAY_NINE, 20, 1.5);
        drive(CENTER, MONDAY_TEN, 20, 0.8);

        assertEquals(1_500, speed.permille(CENTER, MONDAY_NINE), 30);
        assertEquals(800, speed.permille(CENTER, MONDAY_TEN), 30);
        assertEquals(1_500, speed.permille(CENTER, MONDAY_NINE + 7 * 86_400_000L), 30);
    }

    @Test
    void whereNothingIsKnownTheRegionAnswers() {
        drive(CENTER, MONDAY_NINE, 40, 1.4);

        assertEquals(1_400, speed.permille(AWAY, MONDAY_TEN), 30);
    }

    @Test
    void aFewLegsAreNotEnough() {
        drive(CENTER, MONDAY_NINE, 7, 2.5);

        assertEquals(1_000, speed.permille(CENTER, MONDAY_NINE));
    }

    @Test
    void noCorrectionLeavesItsBounds() {
        drive(CENTER, MONDAY_NINE, 200, 50);
        drive(AWAY, MONDAY_NINE, 200, 0.01);

        assertEquals(3_000, speed.permille(CENTER, MONDAY_NINE));
        assertEquals(500, speed.permille(AWAY, MONDAY_NINE));
    }

    @Test
    void whatWasCorrectedAlreadyIsNotLearnedTwice() {
        for (int i = 0; i < 100; i++) {
            int factor = speed.permille(CENTER, MONDAY_NINE);
            speed.observe(CENTER, MONDAY_NINE, 300 * factor, factor, 420_000);
        }

        assertEquals(1_400, speed.permille(CENTER, MONDAY_NINE), 10);
    }

    @Property(tries = 50)
    void whatIsKeptAnswersAsBefore(@ForAll long seed, @ForAll @IntRange(max = 400) int legs) {
        SplittableRandom random = new SplittableRandom(seed);
        LearnedSpeed before = new LearnedSpeed(BASE);
        learn(before, random, legs);

        LearnedSpeed after = new LearnedSpeed(BASE);
        after.restore(before.entries());

        assertEquals(before.entries(), after.entries());
        learn(before, new SplittableRandom(seed + 1), 50);
        learn(after, new SplittableRandom(seed + 1), 50);
        assertEquals(before.entries(), after.entries());
        assertEquals(before.lowerBoundMillis(5_000), after.lowerBoundMillis(5_000));
    }

    @Property(tries = 50)
    void noTimeIsBelowItsBound(@ForAll long seed, @ForAll @IntRange(max = 600) int legs) {
        SplittableRandom random = new SplittableRandom(seed);
        LearnedSpeed learned = new LearnedSpeed(BASE);
        learn(learned, random, legs);

        for (int i = 0; i < 200; i++) {
            LatLng from = place(random);
            LatLng to = place(random);
            long at = random.nextLong(1L << 41);
            double straight = from.metersTo(to);
            int millis = learned.millis(from, to, at);
            Approach approach = learned.toward(to, at);

            assertTrue(learned.lowerBoundMillis(straight) <= millis);
            assertTrue(learned.reachMeters(millis) >= straight - MILLISECOND);
            assertEquals(millis, approach.millis(from.lat(), from.lng()));
            assertTrue(approach.lowerBoundMillis(straight) <= millis);
            assertTrue(approach.reachMeters(millis) >= straight - MILLISECOND);
        }
    }

    private void drive(LatLng place, long at, int legs, double times) {
        for (int i = 0; i < legs; i++) {
            speed.observe(place, at, 300_000, 1_000, Math.round(300_000 * times));
        }
    }

    private static void learn(LearnedSpeed learned, SplittableRandom random, int legs) {
        for (int i = 0; i < legs; i++) {
            learned.observe(
                    place(random),
                    random.nextLong(1L << 41),
                    random.nextInt(30_000, 900_000),
                    random.nextInt(500, 3_000),
                    random.nextLong(2_000_000));
        }
    }

    private static LatLng place(SplittableRandom random) {
        return new LatLng(57.6 + random.nextInt(4) * 0.05, 11.9 + random.nextInt(4) * 0.07);
    }
}
