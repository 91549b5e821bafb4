package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A job that has a driver, and a better one who becomes free.
class SwapTest {

    private final Region region = new Region();

    //  metres      0      600                           3000
    //              P      b (comes later)               a, ten minutes away
    @BeforeEach
    void farDriverAccepts() {
        region.driver("a", 3_000);
        region.job("j", 0);
        region.pass(1, "a");
        assertTrue(region.accept("a", region.offerOf("j")).isDone());
        region.pass(30, "a");
        region.fix("a", 2_800);
    }

    private void nearDriverIsAsked() {
        region.driver("b", 600);
        region.pass(1, "a", "b");
    }

    private long swapOffer() {
        long offer = region.open("j").swapOfferId();
        assertTrue(offer != 0, "nobody was asked to take the job over");
        return offer;
    }

    @Test
    void driverKeepsTheJobUntilTheOtherHasAccepted() {
        nearDriverIsAsked();

        assertEquals("a", region.driverOf("j"));
        assertEquals(JobState.ASSIGNED, region.stateOf("j"));
        assertEquals(1, region.dispatcher.driversIn(DriverState.OFFERED));
    }

    @Test
    void jobPassesOnAndTheWayDrivenIsPaid() {
        nearDriverIsAsked();

        assertTrue(region.accept("b", swapOffer()).isDone());

        assertEquals("b", region.driverOf("j"));
        assertEquals(JobState.ASSIGNED, region.stateOf("j"));
        Event.JobReleased released =
                region.events.stream()
                        .filter(Event.JobReleased.class::isInstance)
                        .map(Event.JobReleased.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertEquals("a", released.driver().value());
        assertEquals(ReleaseReason.BETTER_MATCH, released.reason());
        Event.WayDriven way = released.way();
        assertTrue(way != null && way.meters() > 200 && way.pay().amount() > 0, "paid " + way);
        assertEquals(1, region.dispatcher.driversIn(DriverState.IDLE));
    }

    @Test
    void declinedSwapChangesNothingAndIsNotAskedAgain() {
        nearDriverIsAsked();

        assertTrue(region.decline("b", swapOffer()).isDone());
        region.pass(5, "a", "b");

        assertEquals("a", region.driverOf("j"));
        assertEquals(0, region.open("j").swapOfferId());
        assertEquals(2, region.dispatcher.driversIn(DriverState.IDLE) + 1);
    }

    @Test
    void unansweredSwapExpires() {
        nearDriverIsAsked();
        long offer = swapOffer();

        region.pass(17, "a", "b");

        assertEquals("a", region.driverOf("j"));
        assertEquals(Result.rejected(Rejection.OFFER_EXPIRED), region.accept("b", offer));
    }

    @Test
    void jobIsTakenOverOnceAtMost() {
        nearDriverIsAsked();
        assertTrue(region.accept("b", swapOffer()).isDone());
        region.pass(300, "a", "b");
        assertTrue(region.fix("b", 2_900).isDone());
        region.driver("c", 10);
        region.pass(5, "a", "b", "c");

        assertEquals(0, region.open("j").swapOfferId());
        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void driverNearThePickupKeepsTheJob() {
        region.pass(300, "a");
        assertTrue(region.fix("a", 400).isDone());
        region.driver("b", 10);
        region.pass(3, "a", "b");

        assertEquals(0, region.open("j").swapOfferId());
    }

    @Test
    void littleGainIsNoReasonToSwap() {
        region.driver("b", 2_500);
        region.pass(3, "a", "b");

        assertEquals(0, region.open("j").swapOfferId());
    }

    @Test
    void arrivalEndsTheSwap() {
        nearDriverIsAsked();
        long offer = swapOffer();

        assertTrue(region.arrive("a", "j").isDone());

        assertEquals(Result.rejected(Rejection.OFFER_WITHDRAWN), region.accept("b", offer));
        assertEquals("a", region.driverOf("j"));
    }

    @Test
    void cancelledJobEndsTheSwapToo() {
        nearDriverIsAsked();
        long offer = swapOffer();

        assertTrue(region.cancel("j").isDone());

        assertEquals(2, region.dispatcher.driversIn(DriverState.IDLE));
        assertFalse(region.accept("b", offer).isDone());
    }

    @Test
    void restartInTheMiddleOfASwapForgetsNothing() {
        nearDriverIsAsked();
        long offer = swapOffer();

        region.restart();
        region.fix("a", 2_700);

        assertTrue(region.accept("b", offer).isDone());
        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void jobWithADriverAroundTheCornerIsOfferedBeforeTheNextRound() {
        region.driver("c", 5_000);
        region.job("k", 5_100);

        assertEquals("c", region.driverOf("k"));
        assertEquals(JobState.OFFERED, region.stateOf("k"));
    }
}
