package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TallyTest {

    private static final long MILLI = 1_000_000;

    private final Tally tally = new Tally(0);

    @Test
    void workThatIsCommittedCountsInTheSecondOfItsAnswer() {
        tally.done(RequestKind.CREATE, 900 * MILLI, 1_100 * MILLI);
        tally.done(RequestKind.CANCEL, 1_200 * MILLI, 1_300 * MILLI);
        tally.done(RequestKind.READ, 1_200 * MILLI, 1_300 * MILLI);

        assertEquals(0, tally.donePerSecond(0, 1));
        assertEquals(2, tally.donePerSecond(1, 2));
        assertEquals(1, tally.donePerSecond(0, 2));
    }

    @Test
    void spreadsheetHasARowForEachSecond() {
        tally.offered(RequestKind.CREATE, 100 * MILLI, 100 * MILLI);
        tally.done(RequestKind.CREATE, 100 * MILLI, 1_100 * MILLI);

        List<String> rows = tally.csv().lines().toList();

        assertEquals("second,offered,done,refused,p50_ms,p99_ms", rows.get(0));
        assertEquals("0,1,0,0,0.0,0.0", rows.get(1));
        assertTrue(rows.get(2).startsWith("1,0,1,0,100"), rows.get(2));
        assertEquals(3, rows.size());
    }

    @Test
    void refusalsAreCountedByKindAndStatusAndThoseThatNameNoTime() {
        tally.refused(RequestKind.CREATE, 429, true, 0, 5 * MILLI);
        tally.refused(RequestKind.CREATE, 503, false, 0, 5 * MILLI);
        tally.refused(RequestKind.READ, 0, false, 0, 8_000 * MILLI);
        tally.done(RequestKind.CREATE, 0, MILLI);
        tally.done(RequestKind.CREATE, 0, MILLI);

        assertEquals(2, tally.refusedAll(RequestKind.CREATE));
        assertEquals("{429=1, 503=1}", tally.refused(RequestKind.CREATE).toString());
        assertEquals(1, tally.withoutRetryAfter());
        assertEquals(2, tally.refusals().getTotalCount());
    }

    @Test
    void whoFoundNoConnectionCameAndSentNothing() {
        tally.offered(RequestKind.CREATE, 0, 0);
        tally.offered(RequestKind.CREATE, 0, 0);
        tally.offered(RequestKind.CANCEL, 0, 0);
        tally.offered(RequestKind.READ, 0, 0);
        tally.refused(RequestKind.CREATE, LeanHttp.NOT_SENT, false, 0, 0);
        tally.refused(RequestKind.CREATE, 429, true, 0, MILLI);
        tally.refused(RequestKind.CANCEL, 0, false, 0, 8_000 * MILLI);

        assertEquals(3, tally.changesOffered());
        assertEquals(2, tally.changesSent());
    }
}
