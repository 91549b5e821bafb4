package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void mapOfABusyRegionIsDrawnMoreRarelyAndRecoversWithIt() {
        assertTrue(pace.easy());

        for (int i = 0; i < 10; i++) {
            pace.beaten(200, 1);
        }
        assertEquals(4_000, pace.millis());
        assertFalse(pace.easy());

        for (int i = 0; i < 4; i++) {
            pace.beaten(3, 1);
        }
        assertEquals(250, pace.millis());
    }

    @Test
    void mapTakesAThirtiethOfTheRegionsTimeAtMost() {
        pace.beaten(0, 90);

        assertEquals(2_700, pace.millis());
    }
}
