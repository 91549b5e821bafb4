package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.core.job.UnmatchedReason;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Jobs that somebody wants later, or done by a moment. A metre takes 0.2 s; trips are 3,000 m, ten
/// minutes.
class PromisesTest {

    private final Region region = new Region();

    private Result job(String name, int metersEast, Terms terms) {
        return region.handle(
                new Command.SubmitJob(
                        region.now,
                        new Job(
                                new JobId(name),
                                JobKind.DELIVERY,
                                Region.at(metersEast),
                                Region.at(metersEast + 3_000),
                                Requirements.NONE,
                                terms,
                                region.now)));
    }

    private static Terms readyAt(long millis) {
        return new Terms(Terms.NOW, millis, Terms.NOW, false);
    }

    private static Terms by(long millis) {
        return new Terms(Terms.NOW, Terms.NOW, millis, false);
    }

    /// Seconds until the job is first offered, the driver reporting all along.
    private int secondsUntilOffered(String job, String driver, int metersEast) {
        for (int seconds = 0; seconds < 3_600; seconds++) {
            if (region.stateOf(job) == JobState.OFFERED) {
                return seconds;
            }
            region.pass(1, driver);
            if (seconds % 10 == 0) {
                region.fix(driver, metersEast + seconds / 10 % 3);
            }
        }
        throw new AssertionError(job + " was not offered within an hour");
    }

    @Test
    void driverIsAskedSoThatHeComesWhenItIsReady() {
        region.driver("a", 600);
        job("meal", 0, readyAt(region.now + 600_000));
        region.pass(1, "a");
        assertEquals(UnmatchedReason.NOT_YET_DUE, region.reasonOf("meal"));

        int asked = secondsUntilOffered("meal", "a", 600);

        // Two minutes away, with time to answer and to park.
        assertTrue(asked > 410 && asked < 450, "asked after " + asked + " s");
    }

    @Test
    void whoeverIsFartherIsAskedEarlier() {
        region.driver("a", 2_000);
        job("meal", 0, readyAt(region.now + 600_000));

        int asked = secondsUntilOffered("meal", "a", 2_000);

        assertTrue(asked > 120 && asked < 170, "asked after " + asked + " s");
    }

    @Test
    void searchForAPromisedRideBeginsByTheSupplyNotByAFixedLead() {
        region.driver("a", 600);
        job("ride", 0, Terms.at(region.now + 1_800_000));
        assertEquals(JobState.SCHEDULED, region.stateOf("ride"));

        int asked = secondsUntilOffered("ride", "a", 600);

        assertTrue(asked > 1_600 && asked < 1_650, "asked after " + asked + " s");
    }

    @Test
    void searchBeginsAtOnceWhereNobodyIsNear() {
        job("ride", 0, Terms.at(region.now + 1_800_000));
        region.pass(902);

        assertEquals(UnmatchedReason.NO_DRIVER_IN_REACH, region.reasonOf("ride"));
    }

    @Test
    void waitingForTheMomentIsNotWaitingForADriver() {
        Region patient = new Region(DispatchConfig.defaults().withTimes(1_000, 15_000, 60_000));
        patient.handle(
                new Command.SubmitJob(
                        patient.now,
                        new Job(
                                new JobId("meal"),
                                JobKind.DELIVERY,
                                Region.at(0),
                                Region.at(3_000),
                                Requirements.NONE,
                                readyAt(patient.now + 300_000),
                                patient.now)));
        patient.pass(350);
        assertEquals(JobState.PENDING, patient.stateOf("meal"));

        patient.pass(15);

        assertEquals(1, patient.dispatcher.jobsIn(JobState.UNFULFILLED));
    }

    @Test
    void onlyWhoCanKeepThePromiseIsAsked() {
        region.driver("far", 1_200);
        job("urgent", 0, by(region.now + 900_000));
        region.pass(1, "far");
        assertEquals(JobState.OFFERED, region.stateOf("urgent"));

        job("hurried", 0, by(region.now + 700_000));
        region.driver("farther", 2_400);
        region.pass(1, "far", "farther");
        assertEquals(UnmatchedReason.PROMISE_OUT_OF_REACH, region.reasonOf("hurried"));

        region.driver("near", 100);
        region.pass(1, "far", "farther", "near");
        assertEquals("near", region.driverOf("hurried"));
    }

    @Test
    void jobIsGivenUpOnceNobodyCanKeepItsPromise() {
        job("urgent", 0, by(region.now + 700_000));

        region.pass(110);

        Event.JobUnfulfilled given = (Event.JobUnfulfilled) region.events.getLast();
        assertEquals(UnmatchedReason.PROMISE_OUT_OF_REACH, given.reason());
    }

    @Test
    void promiseThatNobodyCouldKeepIsRefused() {
        assertEquals(
                Result.rejected(Rejection.PROMISE_IMPOSSIBLE),
                job("never", 0, by(region.now + 500_000)));
        assertEquals(
                Result.rejected(Rejection.PROMISE_IMPOSSIBLE),
                job(
                        "early",
                        0,
                        new Terms(Terms.NOW, region.now + 600_000, region.now + 900_000, false)));
        assertEquals(0, region.events.size());
    }

    @Test
    void momentsThatHavePassedAreRefusedByWhenTheRequestCame() {
        assertEquals(Result.rejected(Rejection.MOMENT_PAST), pickupAt("late", region.now - 1));
        assertEquals(Result.rejected(Rejection.MOMENT_PAST), dropoffBy("gone", region.now - 1));
        assertTrue(pickupAt("just", region.now).isDone());
        assertEquals(
                Result.rejected(Rejection.PROMISE_IMPOSSIBLE), dropoffBy("hardly", region.now));
        region.handle(new Command.Tick(region.now + 5_000));
        assertTrue(pickupAt("waited", region.now).isDone());
    }

    private Result pickupAt(String name, long millis) {
        return asked(name, Terms.at(millis), millis);
    }

    private Result dropoffBy(String name, long millis) {
        return asked(name, by(millis), millis);
    }

    /// Asked for at the moment that was promised, which is when the request comes at the latest.
    private Result asked(String name, Terms terms, long requestedAtMillis) {
        return region.handle(
                new Command.SubmitJob(
                        region.now,
                        new Job(
                                new JobId(name),
                                JobKind.DELIVERY,
                                Region.at(0),
                                Region.at(3_000),
                                Requirements.NONE,
                                terms,
                                requestedAtMillis)));
    }

    @Test
    void nobodyRidesInAVehicleWithoutSeats() {
        region.driver(DriverProfile.of(new DriverId("a"), Vehicle.CAR, List.of(), 0, 1), 100);
        region.job("ride", 0);
        region.pass(1, "a");

        assertEquals(UnmatchedReason.NO_DRIVER_WITH_REQUIREMENTS, region.reasonOf("ride"));
    }
}
