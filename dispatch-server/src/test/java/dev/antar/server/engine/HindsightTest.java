package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.offer.OfferOutcome;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What drivers are told of offers and jobs that the engine has forgotten.
class HindsightTest {

    private static final DriverId OTHER = new DriverId("e");
    private static final JobId JOB = new JobId("j");

    private final ObedientRegion region = new ObedientRegion();

    @BeforeEach
    void driverIsOnDuty() {
        region.online();
    }

    private void offerEnded(DriverId driver, OfferOutcome how) {
        region.store.pastOffers.put(7L, new EventStore.PastOffer(driver, how));
    }

    private Future<Result> accept() {
        return region.loop.handle(new Command.AcceptOffer(region.now, ObedientRegion.DRIVER, 7));
    }

    private Future<Result> decline() {
        return region.loop.handle(new Command.DeclineOffer(region.now, ObedientRegion.DRIVER, 7));
    }

    private Future<Result> complete() {
        return region.loop.handle(new Command.CompleteJob(region.now, ObedientRegion.DRIVER, JOB));
    }

    private static void assertRefused(Rejection reason, Future<Result> answer) {
        assertEquals(Result.rejected(reason), answer.result());
    }

    @Test
    void acceptanceThatIsWrittenIsDoneToHimWhoGaveIt() {
        offerEnded(ObedientRegion.DRIVER, OfferOutcome.ACCEPTED);

        assertEquals(Result.done(), accept().result());
        assertRefused(Rejection.OFFER_ACCEPTED, decline());
    }

    @Test
    void acceptanceThatIsNotWrittenIsRefusedForTheReasonThatIs() {
        offerEnded(ObedientRegion.DRIVER, OfferOutcome.WITHDRAWN);
        assertRefused(Rejection.OFFER_WITHDRAWN, accept());
        offerEnded(ObedientRegion.DRIVER, OfferOutcome.DECLINED);
        assertRefused(Rejection.OFFER_DECLINED, accept());
        assertEquals(Result.done(), decline().result());
        offerEnded(OTHER, OfferOutcome.ACCEPTED);
        assertRefused(Rejection.OFFER_NOT_YOURS, accept());
        region.store.pastOffers.clear();
        assertRefused(Rejection.UNKNOWN_OFFER, accept());
    }

    @Test
    void stepsOfAJobThatHeCompletedAreDoneAndOthersHearHowItEnded() {
        assertRefused(Rejection.UNKNOWN_JOB, complete());
        region.store.pastJobs.put(
                JOB, new EventStore.PastJob(JobState.COMPLETED, ObedientRegion.DRIVER));
        assertEquals(Result.done(), complete().result());
        region.store.pastJobs.put(JOB, new EventStore.PastJob(JobState.COMPLETED, OTHER));
        assertRefused(Rejection.JOB_COMPLETED, complete());
        region.store.pastJobs.put(JOB, new EventStore.PastJob(JobState.CANCELLED, null));
        assertRefused(Rejection.JOB_CANCELLED, complete());
    }

    @Test
    void whatTheEngineKnowsIsNotLookedUp() {
        region.store.unreadable = true;

        Future<Result> late =
                region.loop.handle(new Command.GoOffline(region.now, ObedientRegion.DRIVER));
        region.store.confirm();

        assertTrue(late.result().isDone());
        assertRefused(
                Rejection.UNKNOWN_DRIVER,
                region.loop.handle(new Command.AcceptOffer(region.now, OTHER, 7)));
    }

    @Test
    void nothingIsLookedUpBeforeAllIsWrittenThatWasDecidedBefore() {
        region.submit("before");

        Future<Result> answer = accept();
        offerEnded(ObedientRegion.DRIVER, OfferOutcome.ACCEPTED);
        assertFalse(answer.isComplete());
        region.store.confirm();

        assertEquals(Result.done(), answer.result());
    }

    @Test
    void whereItCannotBeReadTheDriverIsToldToComeBackAndTheRegionGoesOn() {
        region.store.unreadable = true;
        assertInstanceOf(RegionUnavailable.class, accept().cause());
        assertInstanceOf(RegionUnavailable.class, complete().cause());

        assertTrue(region.loop.health().ready());
        region.store.unreadable = false;
        offerEnded(ObedientRegion.DRIVER, OfferOutcome.ACCEPTED);
        assertEquals(Result.done(), accept().result());
    }

    @Test
    void whoeverWaitsTooLongIsToldToComeBack() {
        region.store.mute = true;
        Future<Result> answer = accept();
        region.pass(RegionLoop.ANSWER_MILLIS - 1);
        assertFalse(answer.isComplete());

        region.pass(1);

        assertInstanceOf(RegionUnavailable.class, answer.cause());
        assertTrue(region.loop.health().ready());
    }

    @Test
    void crowdBeyondTheBoundIsToldToComeBackAtOnce() {
        region.store.mute = true;
        List<Future<Result>> answers = new ArrayList<>();
        for (int i = 0; i < Hindsight.MOST; i++) {
            answers.add(accept());
        }

        assertTrue(answers.stream().noneMatch(Future::isComplete));
        assertInstanceOf(RegionUnavailable.class, accept().cause());
        assertTrue(region.submit("j").cause() == null);
    }
}
