package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

class FixScreenTest {

    private static final LatLng HERE = new LatLng(57.70, 11.97);
    private static final LatLng HUNDRED_KM_NORTH = new LatLng(58.60, 11.97);

    private final FixScreen screen = new FixScreen();

    @Test
    void firstFixIsAccepted() {
        assertEquals(FixVerdict.ACCEPTED, screen.judge(Fix.at(HERE, 1_000), 1_000));
    }

    @Test
    void olderOrRepeatedFixIsRefused() {
        screen.judge(Fix.at(HERE, 10_000), 10_000);

        assertEquals(FixVerdict.OLDER_THAN_LAST, screen.judge(Fix.at(HERE, 9_999), 11_000));
        assertEquals(FixVerdict.OLDER_THAN_LAST, screen.judge(Fix.at(HERE, 10_000), 11_000));
    }

    @Test
    void fixFromTheFutureIsRefusedBeyondWhatClocksDifferBy() {
        assertEquals(FixVerdict.FROM_FUTURE, screen.judge(Fix.at(HERE, 20_001), 10_000));
        assertEquals(FixVerdict.ACCEPTED, screen.judge(Fix.at(HERE, 20_000), 10_000));
    }

    @Test
    void jumpIsRefusedAndTheOldPositionKeepsCounting() {
        screen.judge(Fix.at(HERE, 1_000), 1_000);

        assertEquals(FixVerdict.JUMP, screen.judge(Fix.at(HUNDRED_KM_NORTH, 2_000), 2_000));
        assertEquals(FixVerdict.ACCEPTED, screen.judge(Fix.at(HERE, 3_000), 3_000));
    }

    @Test
    void threeFixesThatAgreeAreBelieved() {
        screen.judge(Fix.at(HERE, 1_000), 1_000);

        assertEquals(FixVerdict.JUMP, screen.judge(Fix.at(HUNDRED_KM_NORTH, 2_000), 2_000));
        assertEquals(FixVerdict.JUMP, screen.judge(Fix.at(HUNDRED_KM_NORTH, 3_000), 3_000));
        assertEquals(FixVerdict.ACCEPTED, screen.judge(Fix.at(HUNDRED_KM_NORTH, 4_000), 4_000));
    }

    @Test
    void jumpsThatDisagreeWithEachOtherAreNeverBelieved() {
        screen.judge(Fix.at(HERE, 1_000), 1_000);

        for (int i = 0; i < 10; i++) {
            LatLng elsewhere = new LatLng(20 + i, 5 * i);
            assertEquals(
                    FixVerdict.JUMP,
                    screen.judge(Fix.at(elsewhere, 2_000 + i * 1_000), 2_000 + i * 1_000));
        }
    }

    @Test
    void hopOfGpsNoiseIsBelieved() {
        screen.judge(Fix.at(HERE, 1_000), 1_000);
        LatLng hundredAndFiftyMetersNorth = new LatLng(HERE.lat() + 0.00135, HERE.lng());

        assertEquals(
                FixVerdict.ACCEPTED,
                screen.judge(Fix.at(hundredAndFiftyMetersNorth, 1_001), 1_001));
    }

    @Test
    void uselessAccuracyIsRefused() {
        Fix vague = new Fix(HERE, 1_000, 1_001, Fix.UNKNOWN, Fix.UNKNOWN, false);

        assertEquals(FixVerdict.INACCURATE, screen.judge(vague, 1_000));
    }
}
