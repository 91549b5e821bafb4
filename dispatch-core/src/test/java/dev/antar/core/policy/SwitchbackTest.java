package dev.antar.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.policy.Switchback.Arm;

import org.junit.jupiter.api.Test;

final class SwitchbackTest {

    private static final Switchback HOURS = new Switchback("gothenburg", 3_600_000, 7);

    @Test
    void everyPairOfSlotsHasBothPolicies() {
        int aFirst = 0;
        for (long slot = -1_000; slot < 1_000; slot += 2) {
            assertNotEquals(HOURS.armOf(slot), HOURS.armOf(slot + 1));
            aFirst += HOURS.armOf(slot) == Arm.A ? 1 : 0;
        }

        assertTrue(aFirst > 440 && aFirst < 560, aFirst + " of 1000 pairs begin with A");
    }

    @Test
    void slotHoldsFromItsBeginOn() {
        long slot = HOURS.slotAt(1_790_000_000_000L);

        assertEquals(HOURS.armOf(slot), HOURS.armAt(HOURS.beginOf(slot)));
        assertEquals(slot, HOURS.slotAt(HOURS.beginOf(slot + 1) - 1));
        assertEquals(-1, HOURS.slotAt(-1));
    }

    @Test
    void regionsAndSeedsDiffer() {
        assertTrue(differs(new Switchback("oslo", 3_600_000, 7)));
        assertTrue(differs(new Switchback("gothenburg", 3_600_000, 8)));
        assertThrows(IllegalArgumentException.class, () -> new Switchback("r", 9_999, 1));
    }

    private static boolean differs(Switchback other) {
        for (long slot = 0; slot < 40; slot++) {
            if (other.armOf(slot) != HOURS.armOf(slot)) {
                return true;
            }
        }
        return false;
    }
}
