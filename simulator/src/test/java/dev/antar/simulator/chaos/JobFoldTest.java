package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobState;

import org.junit.jupiter.api.Test;

final class JobFoldTest {

    private final JobFold fold = new JobFold();
    private int version;

    @Test
    void jobThatPassesOnAndIsDoneIsAsItsEventsSay() {
        add("JobSubmitted", "");
        add("OfferMade", "a");
        add("OfferAccepted", "a");
        add("SwapOffered", "b");
        add("JobReleased", "a");
        add("OfferAccepted", "b");
        add("DriverArrived", "b");
        add("JobPickedUp", "b");
        add("JobCompleted", "b");

        assertEquals("", fold.wrong());
        assertEquals(JobState.COMPLETED, fold.state());
        assertEquals("b", fold.driver());
        assertEquals(9, fold.version());
    }

    @Test
    void secondHolderIsSeen() {
        add("JobSubmitted", "");
        add("OfferMade", "a");
        add("OfferAccepted", "a");
        add("OfferAccepted", "b");

        assertTrue(fold.wrong().contains("b gets it while a holds it"), fold.wrong());
    }

    @Test
    void lifeAfterTheEndIsSeen() {
        add("JobSubmitted", "");
        add("JobCancelled", "");
        add("OfferMade", "a");

        assertTrue(fold.wrong().contains("OfferMade after CANCELLED"), fold.wrong());
    }

    @Test
    void holeInTheVersionsIsSeen() {
        add("JobSubmitted", "");
        version++;
        add("JobCancelled", "");

        assertTrue(fold.wrong().contains("version 3 after 1"), fold.wrong());
    }

    private void add(String type, String driver) {
        fold.add(++version, type, driver, false);
    }
}
