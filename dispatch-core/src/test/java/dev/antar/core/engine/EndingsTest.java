package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.job.JobState;
import dev.antar.core.offer.OfferOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EndingsTest {

    @ParameterizedTest
    @EnumSource(OfferOutcome.class)
    void answerThatCountedIsDoneAgainAndAnyOtherHearsHowTheOfferEnded(OfferOutcome how) {
        for (OfferOutcome wanted : OfferOutcome.values()) {
            assertEquals(
                    wanted == how
                            ? Result.done()
                            : Result.rejected(Rejection.valueOf("OFFER_" + how)),
                    Endings.ofOffer(true, wanted, how));
        }
    }

    @Test
    void offerToAnotherIsNobodyElsesHoweverItEnded() {
        assertEquals(
                Result.rejected(Rejection.OFFER_NOT_YOURS),
                Endings.ofOffer(false, OfferOutcome.ACCEPTED, OfferOutcome.ACCEPTED));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED", "CANCELLED", "UNFULFILLED"})
    void onlyWhoCompletedAJobHasTakenEveryStep(JobState how) {
        Result refused = Result.rejected(Rejection.valueOf("JOB_" + how));

        assertEquals(refused, Endings.ofJob(false, how));
        assertEquals(how == JobState.COMPLETED ? Result.done() : refused, Endings.ofJob(true, how));
    }
}
