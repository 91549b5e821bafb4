package dev.antar.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobState;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// The audit must find a broken word, and nothing where every word was kept.
class AuditTest {

    private final Audit audit = new Audit();

    @Test
    void keptWordsAreClean() {
        audit.saw(new Seen.Acknowledged("j"));
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.StepDone("j", "a", JobState.PICKED_UP));
        audit.saw(new Seen.StepDone("j", "a", JobState.COMPLETED));

        Verdict verdict = verdict(new LastWord.Found(JobState.COMPLETED, 6, "a"));

        assertTrue(verdict.clean(), verdict.toString());
        assertEquals(1, verdict.acknowledged());
    }

    @Test
    void jobThatIsHeardOfAfterTheServerIsAskedIsNoneOfThisRun() {
        audit.saw(new Seen.Acknowledged("j"));
        audit.noMoreJobs();
        audit.saw(new Seen.Offered("other", "a"));
        audit.saw(new Seen.StepDone("j", "a", JobState.COMPLETED));

        assertTrue(verdict(new LastWord.Found(JobState.COMPLETED, 2, "a")).clean());
        assertEquals(1, verdict(new LastWord.Found(JobState.CANCELLED, 2, "")).lost());
    }

    @Test
    void jobThatTheServerForgotIsLost() {
        audit.saw(new Seen.Acknowledged("j"));

        assertEquals(1, verdict(new LastWord.Unknown()).lost());
    }

    @Test
    void acknowledgedAcceptanceThatIsUndoneIsLost() {
        audit.saw(new Seen.Acknowledged("j"));
        audit.saw(new Seen.AcceptDone("j", "a", false));

        assertEquals(1, verdict(new LastWord.Found(JobState.PENDING, 5, "")).lost());
    }

    @Test
    void twoDriversToldDoneIsHeldTwice() {
        audit.saw(new Seen.Acknowledged("j"));
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.AcceptDone("j", "b", false));

        assertEquals(1, verdict(new LastWord.Found(JobState.ASSIGNED, 5, "b")).doubleHeld());
    }

    @Test
    void offerOfAJobThatWasDeclinedIsFound() {
        audit.saw(new Seen.Offered("j", "a"));
        audit.saw(new Seen.DeclineDone("j", "a"));
        audit.saw(new Seen.Offered("j", "b"));
        assertTrue(verdict(new LastWord.Found(JobState.OFFERED, 3, "")).clean());

        audit.saw(new Seen.Offered("j", "a"));

        assertEquals(1, verdict(new LastWord.Found(JobState.OFFERED, 5, "")).offersAfterDecline());
    }

    @Test
    void commandThatWasNeverAnsweredIsFound() {
        audit.unanswered("a", "s1-7");
        audit.unanswered("b", "s1-7");

        Verdict verdict = verdict(new LastWord.Unknown());

        assertFalse(verdict.clean());
        assertEquals(2, verdict.unanswered(), "each phone numbers its own commands");
    }

    @Test
    void driverMayHoldTheJobAfterHisPresentOne() {
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.StepDone("j", "a", JobState.PICKED_UP));
        audit.saw(new Seen.AcceptDone("k", "a", false));
        audit.saw(new Seen.StepDone("j", "a", JobState.COMPLETED));
        audit.saw(new Seen.StepDone("k", "a", JobState.PICKED_UP));

        assertEquals(0, ofTwo("j", "k").doubleHeld());
    }

    @Test
    void driverWhoHoldsMoreThanTheJobAfterHisPresentOneIsFound() {
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.AcceptDone("k", "a", false));
        audit.saw(new Seen.AcceptDone("l", "a", false));

        assertEquals(1, ofTwo("j", "k").doubleHeld());
    }

    @Test
    void driverWhoCarriesMoreThanHisCapacityIsFound() {
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.StepDone("j", "a", JobState.PICKED_UP));
        audit.saw(new Seen.AcceptDone("k", "a", false));
        audit.saw(new Seen.StepDone("k", "a", JobState.PICKED_UP));

        assertEquals(1, ofTwo("j", "k").doubleHeld());
    }

    // A phone that was away while its driver brought the job home has `arrived`, `pickedUp` and
    // `completed` to say. It is shown the job as it was, and says the first two again behind them.
    @Test
    void stepThatIsRepeatedAfterTheLastOneDoesNotLoadTheJobAgain() {
        broughtHomeAndSaidAgain("j", "a");
        audit.saw(new Seen.AcceptDone("k", "a", false));
        audit.saw(new Seen.StepDone("k", "a", JobState.PICKED_UP));

        assertEquals(0, ofTwo("j", "k").doubleHeld());
    }

    @Test
    void driverWhoCarriesTwoIsFoundAlsoAfterARepeatedStep() {
        broughtHomeAndSaidAgain("i", "a");
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.StepDone("j", "a", JobState.PICKED_UP));
        audit.saw(new Seen.AcceptDone("k", "a", false));
        audit.saw(new Seen.StepDone("k", "a", JobState.PICKED_UP));

        assertEquals(1, ofTwo("j", "k").doubleHeld());
    }

    private void broughtHomeAndSaidAgain(String job, String driver) {
        audit.saw(new Seen.AcceptDone(job, driver, false));
        audit.saw(new Seen.Shown(job, driver));
        audit.saw(new Seen.StepDone(job, driver, JobState.AT_PICKUP));
        audit.saw(new Seen.StepDone(job, driver, JobState.PICKED_UP));
        audit.saw(new Seen.StepDone(job, driver, JobState.COMPLETED));
        audit.saw(new Seen.StepDone(job, driver, JobState.AT_PICKUP));
        audit.saw(new Seen.StepDone(job, driver, JobState.PICKED_UP));
    }

    @Test
    void jobThatGoesThereAndBackIsNotHeldTwice() {
        toldOfThereAndBack();
        streamed(1, "JobSubmitted", "");
        streamed(2, "OfferAccepted", "a");
        streamed(3, "JobReleased", "a");
        streamed(4, "OfferAccepted", "b");
        streamed(5, "JobReleased", "b");
        streamed(6, "OfferAccepted", "a");

        assertEquals(0, verdict(new LastWord.Found(JobState.ASSIGNED, 6, "a")).doubleHeld());
    }

    @Test
    void jobThatGoesBackWhileItIsHeldIsHeldTwice() {
        toldOfThereAndBack();
        streamed(1, "JobSubmitted", "");
        streamed(2, "OfferAccepted", "a");
        streamed(3, "JobReleased", "a");
        streamed(4, "OfferAccepted", "b");

        assertEquals(1, verdict(new LastWord.Found(JobState.ASSIGNED, 4, "b")).doubleHeld());
    }

    /// Each is told DONE before the one before him has heard that it is over.
    private void toldOfThereAndBack() {
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.AcceptDone("j", "b", false));
        audit.saw(new Seen.TakenAway("j", "a", JobState.PENDING));
        audit.saw(new Seen.AcceptDone("j", "a", false));
        audit.saw(new Seen.TakenAway("j", "b", JobState.PENDING));
    }

    private void streamed(int version, String kind, String driver) {
        audit.saw(new Seen.Streamed("j", version, kind, driver));
    }

    private Verdict ofTwo(String one, String other) {
        return audit.verdict(
                Map.of(
                        one, new LastWord.Found(JobState.ASSIGNED, 3, "a"),
                        other, new LastWord.Found(JobState.ASSIGNED, 3, "a")));
    }

    @Test
    void gapInAStreamIsFound() {
        audit.saw(new Seen.Acknowledged("j"));
        audit.saw(new Seen.Streamed("j", 1, "JobSubmitted", ""));
        audit.saw(new Seen.Streamed("j", 3, "OfferMade", "a"));

        assertEquals(1, verdict(new LastWord.Found(JobState.OFFERED, 3, "")).gaps());
    }

    @Test
    void serverThatDoesNotAnswerIsNotClean() {
        audit.saw(new Seen.Acknowledged("j"));

        assertFalse(verdict(new LastWord.NoAnswer()).clean());
    }

    private Verdict verdict(LastWord last) {
        return audit.verdict(Map.of("j", last));
    }
}
