package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void mapOfABusyRegionIsDrawnMoreRarelyAndRecoversWithIt() {
        assertTrue(pace.mayComeSooner(80));
        assertFalse(pace.mayComeSooner(79));

        for (int i = 0; i < 10; i++) {
            pace.beaten(200, 1);
        }
        assertEquals(4_000, pace.millis());
        assertFalse(pace.mayComeSooner(3_000));

        for (int i = 0; i < 4; i++) {
            pace.beaten(3, 1);
        }
        assertEquals(250, pace.millis());
    }

    @Test
    void mapTakesATenthOfTheRegionsTimeAtMost() {
        pace.beaten(0, 90);

        assertEquals(900, pace.millis());
        assertFalse(pace.due(899));
        assertTrue(pace.due(900));
    }

    @Test
    void mapTakesAThirtiethOfABusyRegionsTimeAtMost() {
        pace.beaten(51, 90);

        assertEquals(2_700, pace.millis());
        assertFalse(pace.due(2_699));
        assertTrue(pace.due(2_700));

        pace.beaten(50, 90);

        assertEquals(900, pace.millis());
    }

    @Test
    void nobodyWhoMovesHisMapGetsItMoreOftenThanThat() {
        pace.beaten(0, 24);

        assertFalse(pace.mayComeSooner(239));
        assertTrue(pace.mayComeSooner(240));
    }

    @Test
    void beatThatComesAtOnceIsDueAlsoALittleEarly() {
        pace.beaten(0, 1);

        assertTrue(pace.due(125));
        assertFalse(pace.due(124));
    }

    @Test
    void mapIsDrawnEveryFourSecondsWhateverThatTakes() {
        pace.beaten(0, 500);

        assertEquals(4_000, pace.millis());
        assertTrue(pace.due(4_000));
    }
}
