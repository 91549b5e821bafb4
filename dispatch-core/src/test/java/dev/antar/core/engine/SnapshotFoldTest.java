package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobState;

import org.junit.jupiter.api.Test;

/// What a process that died and came back goes on from.
final class SnapshotFoldTest {

    private final Region region = new Region();

    @Test
    void restartGoesOnFromWhatWasCommitted() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("held", 10);
        region.job("offered", 990);
        region.job("waiting", 50_000);
        region.pass(1, "a", "b");
        region.accept("a", region.offerOf("held"));
        long live = region.offerOf("offered");

        region.restart();

        assertEquals(JobState.ASSIGNED, region.stateOf("held"));
        assertEquals("a", region.driverOf("held"));
        assertEquals(live, region.offerOf("offered"));
        assertEquals(JobState.PENDING, region.stateOf("waiting"));
        assertTrue(region.accept("b", live).isDone());
        assertTrue(region.pickUp("a", "held").isDone());
    }

    @Test
    void whatWasDoneBeforeARestartIsDoneWhenRepeatedAfterIt() {
        region.driver("a", 0);
        region.driver("b", 1_000);
        region.job("given-up", 300);
        region.job("done", 900);
        region.pass(1, "a", "b");
        region.accept("a", region.offerOf("given-up"));
        region.accept("b", region.offerOf("done"));
        region.pickUp("b", "done");
        assertTrue(region.release("a", "given-up").isDone());
        assertTrue(region.complete("b", "done").isDone());
        assertTrue(region.release("a", "given-up").isDone());

        region.restart();

        assertTrue(region.release("a", "given-up").isDone());
        assertTrue(region.complete("b", "done").isDone());
        assertEquals(Result.rejected(Rejection.JOB_NOT_YOURS), region.release("b", "given-up"));
        assertEquals(0, region.dispatcher.jobsIn(JobState.COMPLETED));
    }

    @Test
    void offerThatExpiredWhileTheProcessWasDeadGoesBackToThePool() {
        region.driver("a", 0);
        region.job("j", 10);
        region.pass(1, "a");
        region.now += 60_000;

        region.restart();
        region.handle(new Command.Tick(region.now));

        assertEquals(JobState.PENDING, region.stateOf("j"));
        assertFalse(region.dispatcher.driversIn(DriverState.IDLE) == 0);
    }
}
