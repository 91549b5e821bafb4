package dev.antar.core.demand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

final class DemandForecastTest {

    private static final LatLng CENTRE = new LatLng(57.7045, 11.968);
    private static final LatLng SUBURB = new LatLng(57.7445, 12.068);
    private static final int QUARTER = DemandForecast.QUARTER_MILLIS;
    private static final long WEEK = 672L * QUARTER;
    private static final long MONDAY = 2_900 * WEEK;

    private final CellGrid grid = new CellGrid(8);
    private final DemandForecast forecast = new DemandForecast(grid);
    private final long centre = grid.cellOf(CENTRE.lat(), CENTRE.lng());

    @Test
    void quarterOfAnEarlierWeekIsExpectedAgain() {
        ask(CENTRE, 12, MONDAY);
        runEmpty(MONDAY + QUARTER, MONDAY + WEEK);

        assertEquals(12_000, forecast.expectedMilli(centre, MONDAY + WEEK, QUARTER));
        assertEquals(0, forecast.expectedMilli(centre, MONDAY + WEEK + QUARTER, QUARTER));
        assertEquals(6_000, forecast.expectedMilli(centre, MONDAY + WEEK + QUARTER / 2, QUARTER));
    }

    @Test
    void weeksAreAveragedAndOldOnesFade() {
        for (int week = 0; week < 40; week++) {
            ask(CENTRE, week < 20 ? 40 : 8, MONDAY + week * WEEK);
            runEmpty(MONDAY + week * WEEK + QUARTER, MONDAY + (week + 1) * WEEK);
            if (week == 1) {
                assertEquals(40_000, forecast.expectedMilli(centre, MONDAY + 2 * WEEK, QUARTER));
            }
        }

        int now = forecast.expectedMilli(centre, MONDAY + 40 * WEEK, QUARTER);

        assertTrue(now >= 8_000 && now < 8_500, "expects " + now);
    }

    @Test
    void dayBusierThanUsualRaisesWhatIsExpected() {
        for (int quarter = 0; quarter < 5; quarter++) {
            ask(CENTRE, 100, MONDAY + quarter * (long) QUARTER);
        }
        runEmpty(MONDAY + 5L * QUARTER, MONDAY + WEEK);
        for (int quarter = 0; quarter < 4; quarter++) {
            ask(CENTRE, 150, MONDAY + WEEK + quarter * (long) QUARTER);
        }

        long now = MONDAY + WEEK + 4L * QUARTER;
        forecast.advance(now);

        assertTrue(forecast.factorPermille() > 1_400 && forecast.factorPermille() <= 1_500);
        assertEquals(
                100_000L * forecast.factorPermille() / 1_000,
                forecast.expectedMilli(centre, now, QUARTER));
    }

    @Test
    void lastHourStandsInForAWeekThatIsNotKnown() {
        for (int quarter = 0; quarter < 4; quarter++) {
            ask(CENTRE, 4 + 4 * quarter, MONDAY + quarter * (long) QUARTER);
        }

        forecast.advance(MONDAY + 4L * QUARTER);

        assertEquals(10_000, forecast.expectedMilli(centre, MONDAY + 4L * QUARTER, QUARTER));
        assertEquals(1_000, forecast.factorPermille());
    }

    @Test
    void timeInWhichTheRegionDidNotRunIsNotLearnedAsQuiet() {
        ask(CENTRE, 20, MONDAY);
        runEmpty(MONDAY + QUARTER, MONDAY + WEEK);

        // Off from Monday to Monday; a single job after that.
        forecast.observe(SUBURB, MONDAY + 2 * WEEK);

        assertEquals(20_000, forecast.expectedMilli(centre, MONDAY + 2 * WEEK, QUARTER));
    }

    @Test
    void cellsAreInOrderAndUnknownOnesExpectNothing() {
        forecast.observe(SUBURB, MONDAY);
        forecast.observe(CENTRE, MONDAY);
        long suburb = grid.cellOf(SUBURB.lat(), SUBURB.lng());

        assertArrayEquals(
                new long[] {Math.min(centre, suburb), Math.max(centre, suburb)}, forecast.cells());
        assertEquals(0, forecast.expectedMilli(grid.cellOf(0, 0), MONDAY, QUARTER));
    }

    private void ask(LatLng pickup, int jobs, long quarterBegins) {
        for (int i = 0; i < jobs; i++) {
            forecast.observe(pickup, quarterBegins + i);
        }
    }

    private void runEmpty(long from, long to) {
        for (long at = from; at <= to; at += QUARTER) {
            forecast.advance(at);
        }
    }
}
