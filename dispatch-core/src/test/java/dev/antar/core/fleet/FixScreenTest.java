package dev.antar.core.fleet;

import static dev.antar.core.fleet.ScreenedFleet.HERE;
import static dev.antar.core.fleet.ScreenedFleet.north;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

class FixScreenTest {

    private static final LatLng FAR = north(100_000);
    private static final long HOUR = 3_600_000;
    private static final long NOON = 1_000_000_000_000L;

    private final ScreenedFleet fleet = new ScreenedFleet(FixLimits.defaults());
    private final Driver driver = fleet.enter(Vehicle.CAR);

    @Test
    void firstFixIsAccepted() {
        assertEquals(FixVerdict.ACCEPTED, at(HERE, 0));
        assertEquals(HERE, driver.position());
    }

    @Test
    void olderOrRepeatedFixIsRefused() {
        at(HERE, 10_000);

        assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, 9_999, 11_000));
        assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, 10_000, 11_000));
    }

    @Test
    void fixesOfTheSameMillisecondCountByTheirNumberWhichWraps() {
        assertEquals(FixVerdict.ACCEPTED, numbered(65_535));
        assertEquals(FixVerdict.OLDER_THAN_LAST, numbered(65_535));
        assertEquals(FixVerdict.ACCEPTED, numbered(0));
        assertEquals(FixVerdict.OLDER_THAN_LAST, numbered(65_535));
        assertEquals(FixVerdict.OLDER_THAN_LAST, numbered(FixBatch.UNNUMBERED));
    }

    @Test
    void fixFromTheFutureIsRefusedBeyondWhatClocksDifferBy() {
        assertEquals(FixVerdict.FROM_FUTURE, sent(HERE, 20_001, 10_000));
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, 20_000, 10_000));
    }

    @Test
    void jumpIsRefusedAndTheOldPositionKeepsCounting() {
        at(HERE, 1_000);

        assertEquals(FixVerdict.JUMP, at(FAR, 2_000));
        assertEquals(HERE, driver.position());
        assertEquals(FixVerdict.ACCEPTED, at(HERE, 3_000));
    }

    @Test
    void threeFixesThatAgreeAreBelieved() {
        at(HERE, 1_000);

        assertEquals(FixVerdict.JUMP, at(FAR, 2_000));
        assertEquals(FixVerdict.JUMP, at(FAR, 3_000));
        assertEquals(FixVerdict.ACCEPTED, at(FAR, 4_000));
    }

    @Test
    void jumpsThatDisagreeWithEachOtherAreNeverBelieved() {
        at(HERE, 1_000);

        for (int i = 0; i < 10; i++) {
            LatLng elsewhere = new LatLng(20 + i, 5 * i);
            assertEquals(FixVerdict.JUMP, at(elsewhere, 2_000 + i * 1_000L));
        }
    }

    @Test
    void whatIsAJumpDependsOnTheVehicle() {
        Driver cyclist = fleet.enter(Vehicle.BICYCLE);
        fleet.report(cyclist, Fix.at(HERE, NOON), NOON);
        at(HERE, 0);

        assertEquals(FixVerdict.ACCEPTED, at(north(500), 10_000));
        long later = NOON + 10_000;
        assertEquals(FixVerdict.JUMP, fleet.report(cyclist, Fix.at(north(500), later), later));
    }

    @Test
    void hopOfGpsNoiseIsBelieved() {
        at(HERE, 1_000);

        assertEquals(FixVerdict.ACCEPTED, at(north(150), 1_001));
    }

    @Test
    void uselessAccuracyIsRefusedAndPoorAccuracyIsFlaggedAsLongAsItLasts() {
        assertEquals(FixVerdict.INACCURATE, accurate(1_001, 0));
        assertEquals(FixVerdict.ACCEPTED, accurate(101, 1_000));
        assertEquals(FixQuality.POOR_ACCURACY, driver.quality());
        assertEquals(FixVerdict.ACCEPTED, accurate(100, 2_000));
        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void mockedFixIsTakenAndFlaggedUntilTenOthersFollow() {
        Fix mock = new Fix(HERE, NOON, 5, 0, 0, true);

        assertEquals(FixVerdict.ACCEPTED, fleet.report(driver, mock, NOON));
        for (int i = 1; i < 10; i++) {
            at(north(i), i * 1_000L);
            assertEquals(FixQuality.SUSPECT_MOCK, driver.quality());
        }
        at(north(10), 10_000);
        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void phoneThatAlternatesBetweenFarPlacesIsFlaggedUntilItStays() {
        int second = 0;
        while (driver.quality() == FixQuality.GOOD && second < 100) {
            at(second % 2 == 0 ? HERE : FAR, 1_000L * second);
            second++;
        }

        assertEquals(FixQuality.SUSPECT_HOPPING, driver.quality());
        assertEquals(12, second);
        for (int i = 0; i < 20; i++) {
            at(HERE, 1_000L * second++);
        }
        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void oneTunnelIsNoHopping() {
        at(HERE, 0);
        at(FAR, 1_000);
        at(FAR, 2_000);
        at(FAR, 3_000);

        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void placeThatStaysTheSameToTheLastDigitWhileThePhoneMovesIsFlagged() {
        for (int i = 0; i < 5; i++) {
            assertEquals(FixQuality.GOOD, driver.quality());
            fast(HERE, i * 1_000L);
        }
        assertEquals(FixQuality.SUSPECT_FROZEN, driver.quality());

        fast(north(1), 6_000);
        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void parkedPhoneMayReportTheSamePlaceForEver() {
        for (int i = 0; i < 50; i++) {
            at(HERE, i * 1_000L);
        }

        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void crowdAtExactlyOnePlaceIsFlaggedAndDissolves() {
        for (int i = 0; i < 3; i++) {
            fleet.report(fleet.enter(Vehicle.CAR), Fix.at(HERE, NOON), NOON);
        }
        Driver fifth = fleet.enter(Vehicle.CAR);
        at(HERE, 0);
        assertEquals(FixQuality.GOOD, driver.quality());

        fleet.report(fifth, Fix.at(HERE, NOON), NOON);
        at(HERE, 1_000);
        assertEquals(FixQuality.SUSPECT_CROWD, fifth.quality());
        assertEquals(FixQuality.SUSPECT_CROWD, driver.quality());

        fleet.leave(fifth);
        at(HERE, 2_000);
        assertEquals(FixQuality.GOOD, driver.quality());
    }

    @Test
    void taxiRankOfTrackersWithFiveDecimalsIsNoCrowd() {
        LatLng rank = new LatLng(57.70123, 11.97123);
        for (int i = 0; i < 20; i++) {
            Driver other = fleet.enter(Vehicle.CAR);
            fleet.report(other, Fix.at(rank, NOON), NOON);
            assertEquals(FixQuality.GOOD, other.quality());
        }
    }

    @Test
    void wrongPhoneClockIsAllowedForOnceThePhoneSaidItsTime() {
        fleet.screen.compareClocks(driver, NOON + HOUR, NOON);

        assertEquals(HOUR, driver.clockOffsetMillis());
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, HOUR, 1_000));
        assertEquals(1_000, driver.positionAgeMillis(NOON + 1_000));
        assertEquals(FixVerdict.FROM_FUTURE, sent(HERE, HOUR + 12_001, 2_000));
    }

    @Test
    void clockThatIsWrongBeyondBoundsIsNotAllowedFor() {
        fleet.screen.compareClocks(driver, NOON + 25 * HOUR, NOON);

        assertEquals(0, driver.clockOffsetMillis());
        assertEquals(FixVerdict.FROM_FUTURE, sent(HERE, 25 * HOUR, 0));
    }

    @Test
    void laterHelloWithLessDelayRefinesTheOffsetAndLosesNoFix() {
        fleet.screen.compareClocks(driver, NOON - 3_000, NOON);
        sent(HERE, 800, 1_000);
        fleet.screen.compareClocks(driver, NOON + 1_900, NOON + 2_000);

        assertEquals(-100, driver.clockOffsetMillis());
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, 2_000, 2_150));
    }

    @Test
    void clockThatWasSetBackBetweenTwoHellosKeepsTheOrderOfFixes() {
        fleet.screen.compareClocks(driver, NOON + HOUR, NOON);
        sent(HERE, HOUR, 0);
        fleet.screen.compareClocks(driver, NOON + 1_000, NOON + 1_000);

        assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, 0, 1_000));
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, 1_000, 1_000));
    }

    @Test
    void clockThatIsSetInMidSessionIsFollowedAfterThreeFixesThatAgree() {
        at(HERE, 0);

        assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, -HOUR + 1_000, 1_000));
        assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, -HOUR + 2_000, 2_000));
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, -HOUR + 3_000, 3_000));
        assertEquals(-HOUR, driver.clockOffsetMillis());
        assertEquals(FixVerdict.FROM_FUTURE, sent(HERE, HOUR, 4_000));
        assertEquals(FixVerdict.FROM_FUTURE, sent(HERE, HOUR + 1_000, 5_000));
        assertEquals(FixVerdict.ACCEPTED, sent(HERE, HOUR + 2_000, 6_000));
    }

    @Test
    void lateQueueAndRepeatedFixesAreNoNewClock() {
        at(HERE, 100_000);

        for (int i = 0; i < 50; i++) {
            assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, i * 1_000L, 101_000));
            assertEquals(FixVerdict.OLDER_THAN_LAST, sent(HERE, 50_000, 102_000 + i * 1_000L));
        }
        assertEquals(0, driver.clockOffsetMillis());
    }

    @Test
    void driverOffDutyIsNotSeenAndHisPlaceIsForgotten() {
        at(HERE, 0);
        assertNotNull(driver.fix());

        fleet.leave(driver);

        assertNull(driver.fix());
        assertEquals(FixVerdict.OFF_DUTY, at(HERE, 1_000));
    }

    private FixVerdict at(LatLng place, long millis) {
        return sent(place, millis, millis);
    }

    private FixVerdict sent(LatLng place, long fixedAt, long receivedAt) {
        return fleet.report(driver, Fix.at(place, NOON + fixedAt), NOON + receivedAt);
    }

    private FixVerdict accurate(double meters, long millis) {
        Fix fix = new Fix(HERE, NOON + millis, meters, Fix.UNKNOWN, Fix.UNKNOWN, false);
        return fleet.report(driver, fix, NOON + millis);
    }

    private void fast(LatLng place, long millis) {
        fleet.report(driver, new Fix(place, NOON + millis, 5, 12, 0, false), NOON + millis);
    }

    private FixVerdict numbered(int sequence) {
        fleet.fixes.clear();
        fleet.fixes.add(driver.slot(), HERE.lat(), HERE.lng(), NOON, 5, 0, 0, sequence, false);
        return fleet.screen.judge(fleet.fixes, 0, NOON);
    }
}
