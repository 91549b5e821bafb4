package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PictureTest {

    private final SmallRegion region = new SmallRegion();

    @Test
    void driverWhoWentOffDutyIsForgottenAndShownAgainWhenHeComesBack() {
        for (int i = 0; i < 100; i++) {
            region.online("d" + i, SmallRegion.CENTER);
        }
        beat();
        assertEquals(100, region.picture.driversKnown());

        for (int i = 0; i < 99; i++) {
            region.offline("d" + i);
        }
        beat();
        assertEquals(1, region.picture.driversKnown());

        region.online("d7", SmallRegion.CENTER);
        beat();
        assertEquals(2, region.picture.driversKnown());
        assertEquals(2, region.picture.drivers().size());
    }

    private void beat() {
        region.picture.beat(region.dispatcher);
        region.picture.endBeat();
    }
}
