package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Stop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// A driver who is asked for his next job before he has done the one in hand. Jobs go 3,000 m to
/// the east; a metre takes 0.2 s.
class BackToBackTest {

    private final Region region = new Region();

    //  metres   0         2400 -> 3000 3100
    //           first     a       end  next
    @BeforeEach
    void driverIsOnHisWay() {
        region.driver("a", 0);
        region.job("first", 0);
        region.pass(1, "a");
        assertTrue(region.accept("a", region.offerOf("first")).isDone());
        region.arrive("a", "first");
        region.pickUp("a", "first");
        region.pass(60, "a");
        region.fix("a", 2_400);
    }

    private void nextIsAccepted() {
        region.job("next", 3_100);
        region.pass(1, "a");
        assertTrue(region.accept("a", region.offerOf("next")).isDone());
    }

    private Driver driver() {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId("a")));
    }

    private List<Stop> stops() {
        return region.dispatcher.stopsOf(driver());
    }

    @Test
    void driverWhoIsSoonFreeIsAskedWhileHeDrives() {
        region.job("next", 3_100);
        region.pass(1, "a");

        assertEquals("a", region.driverOf("next"));
        assertEquals(JobState.OFFERED, region.stateOf("next"));
        assertEquals(DriverState.ON_JOB, driver().state());
        var offer = Objects.requireNonNull(region.dispatcher.liveOfferTo(driver()));
        assertTrue(
                offer.pickupMillis() > 140_000 && offer.pickupMillis() < 190_000,
                "600 m and a stop to the dropoff, 100 m on: " + offer.pickupMillis());
        assertTrue(offer.pickupMeters() < 200, "paid for what he drives for it: " + offer);
        assertEquals(
                List.of(
                        Stop.dropoff(new JobId("first")),
                        Stop.pickup(new JobId("next")),
                        Stop.dropoff(new JobId("next"))),
                offer.stops());
    }

    @Test
    void bothAreHeldAndServedInOrder() {
        nextIsAccepted();

        assertEquals(3, stops().size());
        assertEquals(Result.rejected(Rejection.OTHER_JOB_ABOARD), region.pickUp("a", "next"));
        assertTrue(region.complete("a", "first").isDone());
        assertEquals(DriverState.ON_JOB, driver().state());
        assertTrue(region.arrive("a", "next").isDone());
        assertTrue(region.pickUp("a", "next").isDone());
        assertTrue(region.complete("a", "next").isDone());
        assertEquals(DriverState.IDLE, driver().state());
        assertEquals(List.of(), stops());
    }

    @Test
    void noMoreThanOneJobWaitsBehindTheOneInHand() {
        nextIsAccepted();

        region.job("third", 6_100);
        region.pass(30, "a");

        assertEquals(JobState.PENDING, region.stateOf("third"));
    }

    @Test
    void cancelledNextJobLeavesTheOneInHand() {
        nextIsAccepted();

        assertTrue(region.cancel("next").isDone());

        assertEquals(List.of(Stop.dropoff(new JobId("first"))), stops());
        assertEquals(DriverState.ON_JOB, driver().state());
    }

    @Test
    void jobInHandThatEndsDuringAnOfferLeavesTheOffer() {
        region.job("next", 3_100);
        region.pass(1, "a");
        assertTrue(region.complete("a", "first").isDone());

        assertEquals(DriverState.OFFERED, driver().state());
        assertTrue(region.accept("a", region.offerOf("next")).isDone());
        assertEquals(2, stops().size());
    }

    @Test
    void lostDriverLosesTheNextJobAndKeepsTheOneAboard() {
        nextIsAccepted();

        region.pass(200);

        assertEquals(JobState.PENDING, region.stateOf("next"));
        assertEquals(JobState.PICKED_UP, region.stateOf("first"));
        assertEquals(List.of(Stop.dropoff(new JobId("first"))), stops());
    }

    @Test
    void freeDriverWhoIsNearerGetsTheJob() {
        region.driver("b", 2_900);
        region.job("next", 3_100);
        region.pass(1, "a", "b");

        assertEquals("b", region.driverOf("next"));
    }

    @Test
    void nextJobPassesToAFreeDriverWhoIsThereMuchEarlier() {
        nextIsAccepted();
        region.driver("b", 3_000);
        region.pass(3, "a", "b");

        long swap = region.open("next").swapOfferId();
        assertTrue(swap != 0, "b would be there two minutes earlier");
        assertTrue(region.accept("b", swap).isDone());

        assertEquals("b", region.driverOf("next"));
        Event.JobReleased released =
                (Event.JobReleased) region.events.get(region.events.size() - 2);
        assertEquals(0, Objects.requireNonNull(released.way()).meters());
        assertEquals(List.of(Stop.dropoff(new JobId("first"))), stops());
    }

    @Test
    void driverWhoIsFreeTooLateIsNotAsked() {
        Region hasty =
                new Region(
                        DispatchConfig.defaults()
                                .withWorkload(new Workload(60_000, 60_000, 30_000, 300_000, 50)));

        busyDriverAndNextJob(hasty, 2_000);

        assertEquals(JobState.PENDING, hasty.stateOf("next"));
    }

    @Test
    void nobodyIsAskedWhereItIsSwitchedOff() {
        Region off = new Region(DispatchConfig.defaults().withWorkload(Workload.ONE_AT_A_TIME));

        busyDriverAndNextJob(off, 2_900);

        assertEquals(JobState.PENDING, off.stateOf("next"));
    }

    private static void busyDriverAndNextJob(Region other, int metersEast) {
        other.driver("a", 0);
        other.job("first", 0);
        other.pass(1, "a");
        other.accept("a", other.offerOf("first"));
        other.pickUp("a", "first");
        other.pass(60, "a");
        other.fix("a", metersEast);
        other.job("next", 3_100);
        other.pass(1, "a");
    }

    @Test
    void bothSurviveARestart() {
        nextIsAccepted();
        List<Stop> before = stops();

        region.restart();

        assertEquals(before, stops());
        region.fix("a", 2_500);
        assertFalse(region.pickUp("a", "next").isDone());
        assertTrue(region.complete("a", "first").isDone());
        assertTrue(region.pickUp("a", "next").isDone());
    }

    @Test
    void capacityIsNotLoweredUnderWhatIsHeld() {
        DriverProfile roomy = DriverProfile.of(new DriverId("a"), Vehicle.CAR, List.of(), 4, 3);
        region.handle(new Command.RegisterDriver(region.now, roomy));
        region.handle(new Command.RegisterDriver(region.now, DriverProfile.car(new DriverId("a"))));

        assertEquals(3, driver().profile().capacity());
        region.complete("a", "first");
        region.handle(new Command.RegisterDriver(region.now, DriverProfile.car(new DriverId("a"))));
        assertEquals(1, driver().profile().capacity());
    }
}
