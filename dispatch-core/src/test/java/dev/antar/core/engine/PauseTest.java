package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Pause;
import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.ZoneRule;
import dev.antar.core.zone.Zones;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Drivers whom a human takes out of dispatch. Places are metres east; `P` is the pickup.
final class PauseTest {

    private Region region = new Region();

    //  metres   0   100   1000
    //           a   P     b
    @Test
    void pausedDriverGetsNoOffersUntilHeIsLetBackIn() {
        region.driver("a", 0);
        region.pause("a", "complaint of a customer");
        region.job("j", 100);
        region.pass(3, "a");
        UnmatchedReason waits = region.reasonOf("j");

        region.resume("a", "cleared up");
        region.pass(1, "a");

        assertEquals(UnmatchedReason.DRIVERS_NOT_AVAILABLE, waits);
        assertEquals("a", region.driverOf("j"));
    }

    @Test
    void offerToHimIsTakenBackAndGoesToTheNext() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("j", 100);
        long offer = region.offerOf("j");

        region.pause("a", "complaint");
        region.pass(1, "a", "b");

        assertEquals("b", region.driverOf("j"));
        assertEquals(Result.rejected(Rejection.OFFER_WITHDRAWN), region.accept("a", offer));
    }

    @Test
    void jobThatHeHoldsIsFinishedByHim() {
        region.driver("a", 0);
        region.job("j", 100);
        region.accept("a", region.offerOf("j"));

        region.pause("a", "complaint");
        region.job("next", 3_200);
        region.pass(2, "a");

        assertTrue(region.pickUp("a", "j").isDone());
        region.pass(2, "a");
        assertTrue(region.complete("a", "j").isDone());
        region.pass(2, "a");
        assertEquals(JobState.PENDING, region.stateOf("next"));
    }

    @Test
    void pauseSurvivesGoingOffDutyARegistrationAndARestart() {
        region.driver("a", 0);
        region.pause("a", "complaint");
        region.handle(new Command.GoOffline(region.now, new DriverId("a")));
        region.driver("a", 50);

        region.restart();
        region.fix("a", 60);
        region.job("j", 100);
        region.pass(2, "a");

        assertEquals(new Pause(Region.START, "ops", "complaint"), driver("a").pause());
        assertEquals(JobState.PENDING, region.stateOf("j"));
    }

    @Test
    void repeatedPauseMakesOneEventAnotherReasonASecondAndAnIdleResumeNone() {
        region.driver("a", 0);
        int before = region.events.size();

        region.resume("a", "never paused");
        region.pause("a", "complaint");
        region.pause("a", "complaint");
        region.pause("a", "a graver one");
        region.resume("a", "cleared up");
        region.resume("a", "cleared up");

        assertEquals(3, region.events.size() - before);
        assertNull(driver("a").pause());
    }

    @Test
    void nobodyUnknownIsPausedAndNobodyWithoutAReason() {
        assertEquals(Result.rejected(Rejection.UNKNOWN_DRIVER), region.pause("x", "why"));
        assertEquals(Result.rejected(Rejection.UNKNOWN_DRIVER), region.resume("x", "why"));
        assertThrows(IllegalArgumentException.class, () -> region.pause("a", " "));
        assertThrows(IllegalArgumentException.class, () -> region.resume("a", "x".repeat(201)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Command.PauseDriver(0, new DriverId("a"), "", "why"));
    }

    @Test
    void recordNamesThePauseAndSaysWhatItCostHim() {
        List<DecisionRecord> records = new ArrayList<>();
        region.dispatcher =
                new Dispatcher(
                        region.config,
                        new MinimumCost(),
                        new Watcher() {
                            @Override
                            public boolean wantsDecisions() {
                                return true;
                            }

                            @Override
                            public void decided(DecisionRecord record) {
                                records.add(record);
                            }
                        });
        region.driver("a", 90);
        region.driver("b", 1_000);
        region.pause("a", "complaint");
        region.job("j", 100);
        region.pass(1, "a", "b");

        DecisionRecord.Other other = records.getFirst().others().getFirst();
        assertEquals(new DriverId("a"), other.driver());
        assertEquals(List.of(Exclusion.PAUSED), other.reasons());
    }

    //  metres   0 ──────── airport ──────── 2000
    //               a, b
    @Test
    void pausedDriverLosesHisPlaceInLineAndGetsTheLastWhenHeIsBack() {
        Area around = Area.of(List.of(at(-500, 0), at(-500, 2_000), at(500, 2_000), at(500, 0)));
        Zone airport = new Zone("airport", around, Set.of(ZoneRule.QUEUE));
        region = new Region(DispatchConfig.defaults().withZones(new Zones(List.of(airport))));
        region.driver("a", 500);
        region.driver("b", 600);

        region.pause("a", "complaint");
        region.fix("a", 510);
        int without = region.dispatcher.lines().before(driver("a").slot());
        region.resume("a", "cleared up");

        assertEquals(-1, without);
        assertEquals(1, region.dispatcher.lines().before(driver("a").slot()));
        assertFalse(driver("a").paused());
    }

    private static LatLng at(int north, int east) {
        return new LatLng(north / 111_195.0, east / 111_195.0);
    }

    private Driver driver(String name) {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId(name)));
    }
}
