package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// The order of a stop, with parts that only note it and time that passes when it is waited for.
class DrainTest {

    private final List<String> steps = new ArrayList<>();
    private long now;
    private int open;
    private long answeredAtMillis;
    private long stepMillis;

    private final class Noted implements Drain.Target {

        @Override
        public void announce() {
            note("announce");
        }

        @Override
        public void stopOffering() {
            note("stop offering");
        }

        @Override
        public int unanswered() {
            return now >= answeredAtMillis ? 0 : open;
        }

        @Override
        public void sendAway(long lastWordMillis, long millis) {
            note("send away");
            now += Math.min(stepMillis, millis);
        }

        @Override
        public void closePorts(long millis) {
            note("close ports");
            now += Math.min(stepMillis, millis);
        }

        @Override
        public void stopRegions(long millis) {
            note("stop regions");
            now += Math.min(stepMillis, millis);
        }

        @Override
        public void release(long millis) {
            note("release");
            now += Math.min(stepMillis, millis);
        }

        private void note(String step) {
            steps.add(now + " " + step);
        }
    }

    @Test
    void saysThatItStopsLetsOffersBeAnsweredSendsEverybodyAwayAndWritesAtLast() {
        open = 2;
        answeredAtMillis = 8_000;

        boolean all = run(DrainLimits.within(5, 20));

        assertTrue(all);
        assertEquals(
                List.of(
                        "0 announce",
                        "5000 stop offering",
                        "8000 send away",
                        "9000 close ports",
                        "9000 stop regions",
                        "9000 release"),
                steps);
    }

    @Test
    void waitsForTheLastWordOnlyWhereNothingIsOffered() {
        run(DrainLimits.within(0, 20));

        assertEquals(1_000, now);
        assertEquals(6, steps.size());
    }

    @Test
    void offersThatNobodyAnswersLeaveTheTimeForAllThatMustBeWritten() {
        open = 1;
        answeredAtMillis = Long.MAX_VALUE;

        boolean all = run(DrainLimits.within(0, 20));

        assertEquals(false, all);
        assertEquals("15000 send away", steps.get(2));
    }

    @Test
    void everythingThatHangsIsLeftBehindInTime() {
        stepMillis = Long.MAX_VALUE;
        open = 1;
        answeredAtMillis = Long.MAX_VALUE;
        for (long seconds : List.of(1L, 2L, 5L, 20L, 120L)) {
            now = 0;

            run(DrainLimits.within(0, seconds));

            assertTrue(now <= seconds * 1_000, seconds + " s became " + now + " ms");
        }
    }

    @Test
    void shareOfEachStepIsOfTheWhole() {
        assertEquals(new DrainLimits(0, 15_000, 1_000, 4_000), DrainLimits.within(0, 20));
        assertEquals(new DrainLimits(10_000, 0, 200, 800), DrainLimits.within(10, 1));
        assertEquals(30_000, DrainLimits.within(10, 20).wholeMillis());
    }

    @Test
    void timesThatCannotBeAreRefusedByName() {
        assertEquals(
                "--drain=0: must be from 1 to 3600 seconds",
                assertThrows(IllegalArgumentException.class, () -> DrainLimits.within(0, 0))
                        .getMessage());
        assertEquals(
                "--drain-delay=-1: must be from 0 to 600 seconds",
                assertThrows(IllegalArgumentException.class, () -> DrainLimits.within(-1, 20))
                        .getMessage());
    }

    private boolean run(DrainLimits limits) {
        Drain.Clock clock =
                new Drain.Clock() {
                    @Override
                    public long millis() {
                        return now;
                    }

                    @Override
                    public void pause(long millis) {
                        now += millis;
                    }
                };
        return new Drain(new Noted(), limits, clock).run();
    }
}
