package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobKind;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

final class AcceptanceTest {

    private static final int ROWS = 12;
    private static final int TOWN = Acceptance.row(JobKind.RIDE, false, 3_000);

    @Test
    void beginsWithWhatDriversSaidInASurvey() {
        Acceptance acceptance = new Acceptance();

        assertEquals(857, acceptance.permille(TOWN, 0));
        assertEquals(854, acceptance.permille(TOWN, 60_000));
        assertEquals(757, acceptance.permille(TOWN, 1_800_000));
        assertEquals(10_000, acceptance.refusalMillis());
        // (1 - 0.787) / 0.787 of 10 s.
        assertEquals(2_706, acceptance.refusalMillis(TOWN, 600_000));
        assertEquals(List.of(), acceptance.entries());
    }

    /// Whatever is counted: a bound on the way must bound the cost.
    @Property(tries = 100)
    void refusalsNeverCostLessFartherAway(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 2_000) int offers,
            @ForAll @IntRange(min = 1, max = 9) int liking) {
        Acceptance acceptance = new Acceptance();
        Random random = new Random(seed);
        for (int i = 0; i < offers; i++) {
            // Far pickups are often liked best.
            int pickup = random.nextInt(1_500_000);
            boolean accepts = random.nextInt(10) < liking * pickup / 750_000;
            acceptance.observe(random.nextInt(ROWS), pickup, accepts, random.nextInt(20_000));
        }

        for (int row = 0; row < ROWS; row++) {
            int before = 0;
            for (int pickup = 0; pickup < 1_500_000; pickup += 1 + random.nextInt(9_000)) {
                int millis = acceptance.refusalMillis(row, pickup);
                assertTrue(millis >= before, "row " + row + " at " + pickup);
                before = millis;
            }
        }
    }

    /// Some thousands of offers of each distance teach it to four points in a hundred.
    @Property(tries = 10)
    void estimateComesNearToHowDriversAnswer(@ForAll long seed) {
        Acceptance acceptance = new Acceptance();
        Random random = new Random(seed);
        for (int i = 0; i < 40_000; i++) {
            int pickup = random.nextInt(900_000);
            acceptance.observe(TOWN, pickup, random.nextDouble() < liked(pickup), 7_000);
        }

        for (int pickup = 30_000; pickup < 800_000; pickup += 30_000) {
            assertEquals(1_000 * liked(pickup), acceptance.permille(TOWN, pickup), 40, "" + pickup);
        }
        assertEquals(7_000, acceptance.refusalMillis(), 50);
    }

    private static double liked(int pickupMillis) {
        return 0.95 - 0.6 * pickupMillis / 900_000;
    }

    @Test
    void whatIsSeldomOfferedIsExpectedToBeAnsweredLikeTheRest() {
        Acceptance acceptance = new Acceptance();
        for (int i = 0; i < 2_000; i++) {
            acceptance.observe(TOWN, 90_000, i % 2 == 0, 5_000);
        }
        int delivery = Acceptance.row(JobKind.DELIVERY, false, 3_000);

        assertEquals(505, acceptance.permille(TOWN, 90_000), 25);
        assertEquals(505, acceptance.permille(delivery, 90_000), 25);
    }

    @Test
    void oldAnswersAreForgotten() {
        Acceptance acceptance = new Acceptance();
        for (int i = 0; i < 20_000; i++) {
            acceptance.observe(TOWN, 90_000, true, 5_000);
        }
        for (int i = 0; i < 20_000; i++) {
            acceptance.observe(TOWN, 90_000, false, 5_000);
        }

        assertTrue(acceptance.permille(TOWN, 90_000) < 100);
        assertEquals(5_000, acceptance.refusalMillis(), 100);
    }

    @Property(tries = 50)
    void goesOnFromWhatWasKept(@ForAll long seed) {
        Acceptance one = new Acceptance();
        Acceptance other = new Acceptance();
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            other.restore(one.entries());
            for (int i = 0; i < 3_000; i++) {
                int row = random.nextInt(3);
                int pickup = random.nextInt(200_000);
                boolean accepts = random.nextBoolean();
                int after = random.nextInt(30_000);
                one.observe(row, pickup, accepts, after);
                other.observe(row, pickup, accepts, after);
            }
            assertEquals(one.entries(), other.entries());
            assertEquals(one.permille(1, 100_000), other.permille(1, 100_000));
        }
    }

    @Test
    void refusesEntriesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new AcceptanceEntry(96, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AcceptanceEntry(-1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AcceptanceEntry(0, 4_000, 97, 1));
        assertThrows(IllegalArgumentException.class, () -> new AcceptanceEntry(0, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AcceptanceEntry(0, 1, 0, 1));
    }
}
