package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;

import org.junit.jupiter.api.Test;

/// Offers between rounds. No tick is needed but where one is told.
class PromptOfferTest {

    private final Region region = new Region();

    //  metres   0    100   200
    //           P     a     b
    private void twoDrivers() {
        region.driver("a", 100);
        region.driver("b", 200);
        region.pass(1);
    }

    @Test
    void jobIsOfferedAtOnceToTheNearestDriver() {
        twoDrivers();

        region.job("j", 0);

        assertEquals("a", region.driverOf("j"));
    }

    @Test
    void declinedJobGoesToTheNextDriverAtOnce() {
        twoDrivers();
        region.job("j", 0);

        region.decline("a", region.offerOf("j"));

        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void jobOfADriverWhoGoesOffDutyGoesToTheNextDriverAtOnce() {
        twoDrivers();
        region.job("j", 0);

        region.handle(new Command.GoOffline(region.now, new DriverId("a")));

        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void jobThatItsDriverReleasesGoesToTheNextDriverAtOnce() {
        twoDrivers();
        region.job("j", 0);
        region.accept("a", region.offerOf("j"));

        region.handle(new Command.ReleaseJob(region.now, new DriverId("a"), new JobId("j")));

        assertEquals(JobState.OFFERED, region.stateOf("j"));
        assertEquals("b", region.driverOf("j"));
    }

    @Test
    void driverWhomAnotherWaitingJobCouldHaveIsLeftToTheRound() {
        region.driver("a", 100);
        region.pass(1);
        region.job("busy", 0);
        region.job("waits", 300);

        region.driver("b", 250);
        region.job("j", 200);

        assertEquals("nobody", region.driverOf("j"));
    }

    @Test
    void jobThatNobodyHereCanDoHoldsNobodyBack() {
        twoDrivers();
        region.job("van", 0, Region.needing(Vehicle.VAN));

        region.job("j", 0, Requirements.NONE);

        assertEquals("nobody", region.driverOf("van"));
        assertEquals("a", region.driverOf("j"));
    }
}
