package dev.antar.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest {

    private static final LatLng PICKUP = new LatLng(57.70, 11.97);
    private static final LatLng DROPOFF = new LatLng(57.71, 11.99);

    @Test
    void pickupAndDropoffMustDiffer() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Job.now(new JobId("j"), JobKind.RIDE, PICKUP, PICKUP, Requirements.NONE, 1));
    }

    @Test
    void promisedMomentMustNotBeBeforeTheRequest() {
        assertThrows(IllegalArgumentException.class, () -> jobFor(999));
    }

    @Test
    void contradictoryPromisesAreRefusedByTheirField() {
        assertThrows(IllegalArgumentException.class, () -> new Terms(500, 0, 400, false));
        assertThrows(IllegalArgumentException.class, () -> new Terms(0, 500, 500, false));
        assertThrows(IllegalArgumentException.class, () -> new Terms(-1, 0, 0, false));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Job(
                                new JobId("j"),
                                JobKind.RIDE,
                                PICKUP,
                                DROPOFF,
                                Requirements.NONE,
                                new Terms(0, 0, 999, false),
                                1_000));
    }

    @Test
    void searchForAScheduledJobBeginsItsLeadBefore() {
        assertEquals(61_000, jobFor(121_000).dueAtMillis(60_000));
        assertEquals(1_000, jobFor(10_000).dueAtMillis(60_000));
        assertEquals(1_000, jobFor(Terms.NOW).dueAtMillis(60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "'; drop table job", "\u0000"})
    void strangeNamesAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new JobId(name));
    }

    @Test
    void namesHaveALimit() {
        assertEquals(64, new JobId("x".repeat(64)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new JobId("x".repeat(65)));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void nothingFollowsAnEndAndSomethingFollowsEverythingElse(JobState state) {
        boolean something = false;
        for (JobState next : JobState.values()) {
            something |= state.canBecome(next);
        }

        assertEquals(!state.ended(), something);
        assertFalse(state.canBecome(state));
    }

    @Test
    void jobCannotBeCompletedBeforePickup() {
        OpenJob open = new OpenJob(jobFor(Terms.NOW), 1, 1_000);
        open.offerTo(3, 7);
        open.assign(0);

        assertThrows(IllegalStateException.class, () -> open.end(JobState.COMPLETED));
    }

    @Test
    void waitingJobAlwaysHasAReasonAndAnOtherNever() {
        OpenJob open = new OpenJob(jobFor(121_000), 1, 61_000);
        assertEquals(UnmatchedReason.NOT_YET_DUE, open.unmatchedReason());

        open.becomeDue();
        assertEquals(UnmatchedReason.WAITING_FOR_ROUND, open.unmatchedReason());

        open.offerTo(3, 7);
        assertNull(open.unmatchedReason());

        open.refuse(90_000);
        assertEquals(UnmatchedReason.WAITING_FOR_ROUND, open.unmatchedReason());
        assertTrue(open.refusedBy(3));
        assertEquals(OpenJob.NOBODY, open.driverSlot());
    }

    private static Job jobFor(long pickupAtMillis) {
        return new Job(
                new JobId("j"),
                JobKind.DELIVERY,
                PICKUP,
                DROPOFF,
                Requirements.NONE,
                Terms.at(pickupAtMillis),
                1_000);
    }
}
