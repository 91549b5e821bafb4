package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.simulator.report.Progress;

import org.junit.jupiter.api.Test;

import java.util.List;

final class FindingsTest {

    private final Findings findings =
            new Findings(new ReconnectStorm("storm"), Progress.onStandardError(), 10);

    @Test
    void drillThatLeavesSomethingRunningHasFailed() {
        Outcome outcome = findings.outcome(1, null, List.of("the server did not stop"));

        assertEquals(Outcome.Verdict.FAILED, outcome.verdict());
        assertEquals(List.of("Not ended in order: the server did not stop"), outcome.notes());
    }

    @Test
    void slowMachineIsGivenMoreTimeAndNothingElse() {
        findings.soon("ready", 149, 15, "s");
        assertEquals(Outcome.Verdict.KEPT, findings.outcome(1, null, List.of()).verdict());

        findings.soon("answered", 151, 15, "s");
        assertEquals(Outcome.Verdict.BROKEN, findings.outcome(1, null, List.of()).verdict());
    }

    @Test
    void brokenPromiseWeighsMoreThanAFailure() {
        findings.atMost("heap", 16, 15, "MiB");

        assertEquals(
                Outcome.Verdict.BROKEN,
                findings.outcome(1, new IllegalStateException("late"), List.of()).verdict());
    }
}
