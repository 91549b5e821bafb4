package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.core.job.UnmatchedReason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// Stories told in commands and events.
class DispatcherTest {

    private final Region region = new Region();

    //  metres    0   300   1000
    //            a    P      b
    @Test
    void jobGoesToTheNearestDriverAndThroughItsLife() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("j", 300);
        region.pass(1, "a", "b");
        assertEquals("a", region.driverOf("j"));

        assertTrue(region.accept("a", region.offerOf("j")).isDone());
        assertTrue(region.arrive("a", "j").isDone());
        assertTrue(region.pickUp("a", "j").isDone());
        assertTrue(region.complete("a", "j").isDone());

        assertNull(region.dispatcher.openJob(new JobId("j")));
        assertEquals(1, region.dispatcher.jobsIn(JobState.COMPLETED));
        assertEquals(2, region.dispatcher.driversIn(DriverState.IDLE));
    }

    @Test
    void declinedJobGoesToTheNextAndNeverBack() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("j", 300);
        region.pass(1, "a", "b");

        region.decline("a", region.offerOf("j"));
        region.pass(1, "a", "b");
        assertEquals("b", region.driverOf("j"));
        region.decline("b", region.offerOf("j"));
        region.pass(20, "a", "b");

        assertEquals(UnmatchedReason.ALL_DECLINED, region.reasonOf("j"));
    }

    @Test
    void expiredOfferGoesToTheNextDriver() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("j", 300);
        region.pass(1, "a", "b");
        long offer = region.offerOf("j");

        region.pass(17, "a", "b");

        assertEquals("b", region.driverOf("j"));
        assertEquals(Result.rejected(Rejection.OFFER_EXPIRED), region.accept("a", offer));
    }

    @Test
    void lateAcceptanceLosesAndTheJobStaysInThePool() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");
        long offer = region.offerOf("j");
        region.now += 15_001;

        assertEquals(Result.rejected(Rejection.OFFER_EXPIRED), region.accept("a", offer));
        assertEquals(JobState.PENDING, region.stateOf("j"));
    }

    @Test
    void acceptanceAtTheLastMomentCounts() {
        region.driver("a", 0);
        region.job("j", 300);
        region.now += 15_000;

        assertTrue(region.accept("a", region.offerOf("j")).isDone());
    }

    @Test
    void cancellationBeatsALaterAcceptance() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");
        long offer = region.offerOf("j");

        assertTrue(region.cancel("j").isDone());

        assertEquals(Result.rejected(Rejection.OFFER_WITHDRAWN), region.accept("a", offer));
        assertEquals(1, region.dispatcher.driversIn(DriverState.IDLE));
        assertTrue(
                region.events.stream()
                        .anyMatch(
                                event ->
                                        event instanceof Event.OfferWithdrawn withdrawn
                                                && withdrawn.reason()
                                                        == WithdrawalReason.JOB_CANCELLED));
    }

    @Test
    void acceptanceBeatsALaterExpiryAndACancellationEndsIt() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");
        region.accept("a", region.offerOf("j"));

        region.pass(60, "a");
        assertEquals(JobState.ASSIGNED, region.stateOf("j"));
        region.cancel("j");

        assertEquals(1, region.dispatcher.driversIn(DriverState.IDLE));
        assertEquals(Result.rejected(Rejection.JOB_CANCELLED), region.arrive("a", "j"));
    }

    @Test
    void repeatedCommandsHaveTheFirstAnswer() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");
        long offer = region.offerOf("j");

        for (int i = 0; i < 2; i++) {
            assertTrue(region.accept("a", offer).isDone());
        }
        for (int i = 0; i < 2; i++) {
            assertTrue(region.pickUp("a", "j").isDone());
        }
        int before = region.events.size();
        assertTrue(region.pickUp("a", "j").isDone());
        assertTrue(region.complete("a", "j").isDone());
        assertTrue(region.complete("a", "j").isDone());

        assertEquals(before + 1, region.events.size());
    }

    @Test
    void wrongAnswersAreRefusedEachWithItsReason() {
        region.driver("a", 0);
        region.driver("b", 9_000);
        region.job("j", 300);
        region.pass(1, "a", "b");
        long offer = region.offerOf("j");

        assertEquals(Result.rejected(Rejection.OFFER_NOT_YOURS), region.accept("b", offer));
        assertEquals(Result.rejected(Rejection.UNKNOWN_OFFER), region.accept("a", 4_711));
        assertEquals(Result.rejected(Rejection.UNKNOWN_DRIVER), region.accept("x", offer));
        assertEquals(Result.rejected(Rejection.JOB_NOT_YOURS), region.complete("a", "j"));
        region.accept("a", offer);
        assertEquals(Result.rejected(Rejection.JOB_NOT_PICKED_UP), region.complete("a", "j"));
        assertEquals(Result.rejected(Rejection.JOB_NOT_YOURS), region.pickUp("b", "j"));
        assertEquals(Result.rejected(Rejection.UNKNOWN_JOB), region.pickUp("a", "none"));
        assertEquals(Result.rejected(Rejection.DUPLICATE_JOB), region.job("j", 0));
        region.pickUp("a", "j");
        assertEquals(Result.rejected(Rejection.JOB_PICKED_UP), region.cancel("j"));
        assertEquals(
                Result.rejected(Rejection.DRIVER_ON_JOB),
                region.handle(new Command.GoOffline(region.now, new DriverId("a"))));
    }

    @Test
    void silentPhoneGetsNoOffer() {
        region.driver("a", 0);
        region.pass(11);
        region.job("j", 300);

        region.pass(1);

        assertEquals(UnmatchedReason.DRIVERS_NOT_AVAILABLE, region.reasonOf("j"));
    }

    @Test
    void phoneGoneForLongLosesItsOffer() {
        Region patient = new Region(DispatchConfig.defaults().withTimes(1_000, 60_000, 600_000));
        patient.driver("a", 0);
        patient.job("j", 300);
        patient.pass(1, "a");
        long offer = patient.offerOf("j");

        patient.pass(31);

        assertEquals(JobState.PENDING, patient.stateOf("j"));
        assertEquals(Result.rejected(Rejection.OFFER_WITHDRAWN), patient.accept("a", offer));
    }

    @Test
    void jobOfADriverWhoIsLostGoesToAnother() {
        region.driver("a", 0);
        region.driver("b", 2_000);
        region.job("j", 300);
        region.pass(1, "a", "b");
        region.accept("a", region.offerOf("j"));

        for (int i = 0; i < 190; i++) {
            region.pass(1, "b");
            region.fix("b", 2_000 + i);
        }

        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void onlyWhoHasWhatTheJobRequiresIsAsked() {
        region.driver("car", 0);
        region.driver(
                DriverProfile.of(new DriverId("van"), Vehicle.VAN, Set.of("large_parcel"), 2, 1),
                3_000);
        region.job("j", 100, Region.needing(Vehicle.VAN, "large_parcel"));
        region.job("k", 100, Region.needing(Vehicle.BICYCLE));

        region.pass(1, "car", "van");

        assertEquals("van", region.driverOf("j"));
        assertEquals(UnmatchedReason.NO_DRIVER_WITH_REQUIREMENTS, region.reasonOf("k"));
        assertEquals(
                Result.rejected(Rejection.UNKNOWN_SKILL),
                region.job("l", 0, Region.needing(Vehicle.CAR, "levitation")));
    }

    @Test
    void driverOnHisWayHomeIsAskedOnlyForJobsThatBringHimNearer() {
        region.driver("a", 0);
        region.handle(
                new Command.GoOnline(
                        region.now, new DriverId("a"), new Availability.GoHome(Region.at(-5_000))));
        region.job("away", 100);
        region.pass(1, "a");
        assertEquals(UnmatchedReason.DRIVERS_NOT_AVAILABLE, region.reasonOf("away"));

        region.handle(
                new Command.GoOnline(
                        region.now, new DriverId("a"), new Availability.GoHome(Region.at(5_000))));
        region.pass(1, "a");

        assertEquals("a", region.driverOf("away"));
    }

    @Test
    void silentDriverStaysOnDutyWithoutOffers() {
        region.driver("a", 0);
        region.handle(new Command.GoOnline(region.now, new DriverId("a"), Availability.silent()));
        region.job("j", 100);

        region.pass(1, "a");

        assertEquals(UnmatchedReason.DRIVERS_NOT_AVAILABLE, region.reasonOf("j"));
        assertEquals(1, region.dispatcher.driversIn(DriverState.IDLE));
    }

    @Test
    void everyWaitHasItsReason() {
        region.job("nobody", 0);
        region.pass(1);
        assertEquals(UnmatchedReason.NO_DRIVER_IN_REACH, region.reasonOf("nobody"));

        region.driver("a", 0);
        region.job("second", 10);
        region.pass(1, "a");
        assertEquals(UnmatchedReason.OUTBID, region.reasonOf("second"));

        region.pass(1, "a");
        assertEquals(UnmatchedReason.DRIVERS_BUSY, region.reasonOf("second"));
    }

    @Test
    void scheduledJobIsNotOfferedBeforeItsTime() {
        region.driver("a", 0);
        long pickupAt = region.now + 1_800_000;
        region.handle(
                new Command.SubmitJob(
                        region.now,
                        new Job(
                                new JobId("later"),
                                JobKind.RIDE,
                                Region.at(0),
                                Region.at(900),
                                Requirements.NONE,
                                Terms.at(pickupAt),
                                region.now)));

        for (int i = 0; i < 87; i++) {
            region.pass(20, "a");
            region.fix("a", i % 3);
        }
        assertEquals(UnmatchedReason.NOT_YET_DUE, region.reasonOf("later"));
        region.fix("a", 1);
        region.pass(20, "a");

        assertEquals("a", region.driverOf("later"));
    }

    @Test
    void jobThatNobodyTakesIsGivenUpWithItsReason() {
        region.job("j", 0);

        region.pass(1_802);

        Event last = region.events.getLast();
        assertEquals(
                UnmatchedReason.NO_DRIVER_IN_REACH,
                last instanceof Event.JobUnfulfilled given ? given.reason() : null);
    }

    @Test
    void timeNeverGoesBack() {
        region.driver("a", 0);
        region.pass(5, "a");
        long before = region.dispatcher.nowMillis();

        region.handle(new Command.Tick(before - 60_000));

        assertEquals(before, region.dispatcher.nowMillis());
    }

    @Test
    void driverOffDutyIsNotIndexedAndHisFixesAreNotKept() {
        region.driver("a", 0);
        region.handle(new Command.GoOffline(region.now, new DriverId("a")));

        assertEquals(Result.rejected(Rejection.FIX_OFF_DUTY), region.fix("a", 5));
        assertTrue(near(0).isEmpty());
        assertNull(region.dispatcher.roster().at(0).position());

        region.handle(new Command.RegisterDriver(region.now, DriverProfile.car(new DriverId("b"))));
        assertEquals(Result.rejected(Rejection.FIX_OFF_DUTY), region.fix("b", 5));
        assertTrue(near(0).isEmpty());
        assertNull(region.dispatcher.roster().at(1).position());
    }

    @Test
    void searchTellsTheNearestDriversOnDuty() {
        region.driver("a", 0);
        region.driver("b", 500);
        region.driver("c", 50_000);

        assertEquals(List.of("b", "a"), near(400));
    }

    @Test
    void regionThatStopsOfferingLetsOffersBeAnsweredAndMakesNoneUntilItBeginsAnew() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("offered", 10);
        region.pass(1, "a", "b");
        long live = region.offerOf("offered");

        region.handle(new Command.StopOffering(region.now));
        region.job("late", 990);
        region.pass(5, "a", "b");

        assertEquals(JobState.PENDING, region.stateOf("late"));
        assertEquals(1, region.dispatcher.liveOffers());
        assertTrue(region.decline("a", live).isDone());
        assertEquals(JobState.PENDING, region.stateOf("offered"));
        assertEquals(0, region.dispatcher.liveOffers());

        region.restart();
        region.fix("b", 1_000);
        region.pass(1, "b");

        assertEquals("b", region.driverOf("late"));
    }

    private List<String> near(int metersEast) {
        LatLng place = Region.at(metersEast);
        return region.dispatcher.nearestDrivers(place, 5, 5_000, _ -> true).stream()
                .map(found -> found.driver().id().value())
                .toList();
    }
}
