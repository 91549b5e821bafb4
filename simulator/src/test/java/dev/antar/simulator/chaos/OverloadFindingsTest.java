package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.report.Progress;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class OverloadFindingsTest {

    private static final int SECONDS = 2;
    private static final int FIVE_TIMES = 5;

    private final Findings findings =
            new Findings(new Overload("overload"), Progress.onStandardError(), 1);
    private final OverloadFindings found = new OverloadFindings(findings, true);

    @Test
    void rushesAreJudgedTogetherByWhatWasDoneInThem() {
        found.rush(seen(80, FIVE_TIMES, 100), capacity(100), capacity(100), 2);
        found.rush(seen(102, FIVE_TIMES, 100), capacity(100), capacity(100), 3);
        found.all(10);

        assertEquals("91.0 % of the capacity", check("goodput").found());
        assertTrue(check("goodput").kept());
        assertTrue(figure("rush 1").contains("80.0 % of the capacity"), figure("rush 1"));
        assertTrue(figure("rush 2").contains("102.0 % of the capacity"), figure("rush 2"));
    }

    @Test
    void whatCouldBeDoneIsTheMeanOfBeforeAndAfter() {
        found.rush(seen(100, FIVE_TIMES, 100), capacity(100), capacity(150), 2);
        found.all(10);

        assertEquals("80.0 % of the capacity", check("goodput").found());
        assertFalse(check("goodput").kept());
        assertTrue(outcome().notes().getFirst().contains("differed by 50 %"));
    }

    @Test
    void slowestRecoveryAndSlowestAcceptancesCount() {
        found.rush(seen(100, FIVE_TIMES, 100), capacity(100), capacity(100), 2);
        found.rush(seen(100, FIVE_TIMES, 600), capacity(100), capacity(100), -1);
        found.rush(seen(100, FIVE_TIMES, 100), capacity(100), capacity(100), 2);
        found.all(10);

        assertEquals("60.0 s after the rush", check("it is itself again").found());
        assertFalse(check("it is itself again").kept());
        assertFalse(check("99 of 100 acceptances are answered").kept());
    }

    @Test
    void runInWhichTooLittleWasAskedInOneRushIsNotCarriedThrough() {
        found.rush(seen(100, FIVE_TIMES, 100), capacity(100), capacity(100), 2);
        assertDoesNotThrow(found::offered);

        found.rush(seen(100, FIVE_TIMES - 1, 100), capacity(100), capacity(100), 2);
        IOException stopped = assertThrows(IOException.class, found::offered);
        String why = String.valueOf(stopped.getMessage());
        assertTrue(why.contains("4.00 times"), why);
    }

    private Check check(String promise) {
        return outcome().checks().stream()
                .filter(check -> check.promise().equals(promise))
                .findFirst()
                .orElseThrow();
    }

    private String figure(String name) {
        return String.valueOf(outcome().figures().get(name));
    }

    private Outcome outcome() {
        return findings.outcome(1, null, List.of());
    }

    private static Capacity capacity(double perSecond) {
        return new Capacity(perSecond, perSecond, "all of them");
    }

    private static OverloadFindings.Seen seen(int donePerSecond, int times, int acceptMillis) {
        Tally tally = new Tally(0);
        for (int i = 0; i < 100 * times * SECONDS; i++) {
            tally.offered(RequestKind.CREATE, 0, 0);
        }
        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < donePerSecond; i++) {
                long at = second * 1_000_000_000L + i;
                tally.done(RequestKind.CREATE, at, at + 1_000);
            }
        }
        Histogram accepts = new Histogram(3_600_000_000L, 3);
        accepts.recordValue(acceptMillis * 1_000L);
        return new OverloadFindings.Seen(
                tally,
                SECONDS,
                1,
                "all of them",
                1,
                1,
                accepts,
                new Histogram(3_600_000_000L, 3),
                0,
                0,
                0,
                0);
    }
}
