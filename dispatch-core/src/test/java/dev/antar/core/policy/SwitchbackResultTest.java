package dev.antar.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.policy.Switchback.Arm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Made-up slots: a day's tide, weather that lingers from slot to slot, noise of each slot.
final class SwitchbackResultTest {

    private static final int SEEDS = 1_000;

    @Test
    void intervalOfAAgainstAHoldsZeroInSome95Of100Trials() {
        int held = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Difference wait = SwitchbackResult.of(day(seed, 0, 12)).waiting();
            held += wait.low() <= 0 && wait.high() >= 0 ? 1 : 0;
        }

        // Of a thousand, 950 give or take three times their spread of 7.
        assertTrue(held > 928 && held < 972, held + " of " + SEEDS);
    }

    @Test
    void realDifferenceIsFoundAndItsIntervalHoldsItInSome95Of100Trials() {
        int found = 0;
        int held = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Difference wait = SwitchbackResult.of(day(seed, -40, 12)).waiting();
            found += wait.high() < 0 ? 1 : 0;
            held += wait.low() <= -40 && wait.high() >= -40 ? 1 : 0;
        }

        assertTrue(found > 990, found + " found");
        assertTrue(held > 928 && held < 972, held + " of " + SEEDS);
    }

    @Test
    void slotWithoutItsOtherOrWithoutAJobIsLeftOut() {
        List<SwitchbackResult.Slot> slots =
                List.of(
                        new SwitchbackResult.Slot(1, 3, Arm.A, 10, 10, 100),
                        new SwitchbackResult.Slot(1, 4, Arm.B, 10, 5, 90),
                        new SwitchbackResult.Slot(1, 5, Arm.A, 10, 10, 100),
                        new SwitchbackResult.Slot(2, 5, Arm.B, 10, 10, 1),
                        new SwitchbackResult.Slot(1, 6, Arm.A, 10, 0, 0),
                        new SwitchbackResult.Slot(1, 7, Arm.B, 10, 10, 7));

        SwitchbackResult result = SwitchbackResult.of(slots);

        assertEquals(1, result.waiting().pairs());
        assertEquals(-10, result.waiting().difference(), 1e-9);
        assertEquals(-0.5, result.completed().difference(), 1e-9);
        assertFalse(result.waiting().significant());
        assertTrue(result.text("a", "b").contains("Two at least"));
    }

    @Test
    void textSaysWhichWaitsLess() {
        String text = SwitchbackResult.of(day(1, -40, 12)).text("old", "new");

        assertTrue(text.contains("A is old, B is new"), text);
        assertTrue(text.contains("B waits less"), text);
        assertTrue(text.contains("no difference can be told"), text);
    }

    private static List<SwitchbackResult.Slot> day(long seed, double effect, int pairs) {
        Switchback design = new Switchback("town", 600_000, seed);
        Random random = new Random(seed);
        List<SwitchbackResult.Slot> slots = new ArrayList<>();
        double weather = 0;
        for (int slot = 0; slot < pairs * 2; slot++) {
            weather = 0.9 * weather + random.nextGaussian() * 10;
            double tide = 60 * Math.sin(slot * Math.PI / pairs);
            Arm arm = design.armOf(slot);
            double wait =
                    200 + tide + weather + random.nextGaussian() * 10 + (arm == Arm.B ? effect : 0);
            int completed = 90 + random.nextInt(10);
            slots.add(new SwitchbackResult.Slot(0, slot, arm, 100, completed, wait));
        }
        return slots;
    }
}
