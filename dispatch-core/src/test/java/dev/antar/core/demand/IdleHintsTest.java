package dev.antar.core.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixLimits;
import dev.antar.core.fleet.FixScreen;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

final class IdleHintsTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final int QUARTER = DemandForecast.QUARTER_MILLIS;
    private static final LatLng STATION = new LatLng(57.7089, 11.9746);
    private static final LatLng SUBURB = new LatLng(57.7239, 11.9946);

    private final CellGrid grid = new CellGrid(8);
    private final DemandForecast forecast = new DemandForecast(grid);
    private final IdleHints hints = new IdleHints(IdleHints.Settings.usual(), grid);
    private final Roster roster = new Roster();
    private final FixScreen screen = new FixScreen(FixLimits.defaults(), roster);
    private final DriverIndex onDuty = new DriverIndex(new CellGrid(9));

    @Test
    void cellInvitesOnlyAsManyAsItLacks() {
        demand(STATION, 4);
        drivers(30, SUBURB, NOW - 3_600_000);

        List<Hint> given = plan(NOW);

        // 4 jobs a quarter for 20 minutes, half of which counts for the cell itself.
        assertEquals(3, given.size());
        assertTrue(given.stream().allMatch(hint -> hint.cell() == cellOf(STATION)));
        assertEquals(5_333, given.getFirst().expectedMilli());
        assertEquals(List.of(0, 1, 2), given.stream().map(Hint::supply).toList());
    }

    @Test
    void cellWhoseDriversAreAllBusyLacksAsManyAsOneWithoutDrivers() {
        demand(STATION, 4);
        drivers(30, SUBURB, NOW - 3_600_000);
        drivers(2, STATION, NOW - 3_600_000);
        for (int slot = 30; slot < 32; slot++) {
            Driver driver = roster.at(slot);
            driver.become(DriverState.OFFERED, NOW);
            onDuty.put(slot, driver.lat(), driver.lng(), driver.bits(), NOW);
        }

        assertEquals(3, plan(NOW).size());
    }

    @Test
    void driverIsLeftAloneForAWhileAfterAHint() {
        demand(STATION, 4);
        drivers(3, SUBURB, NOW - 3_600_000);
        drivers(2, SUBURB, NOW - 3_500_000);
        assertEquals(3, plan(NOW).size());

        List<Hint> soon = plan(NOW + 60_000);
        List<Hint> later = plan(NOW + IdleHints.Settings.usual().quietMillis());

        assertTrue(soon.stream().noneMatch(hint -> number(hint.driver()) < 3), "" + soon);
        assertFalse(later.isEmpty());
    }

    @Test
    void whoHasJustBecomeFreeOrIsTooFarGetsNone() {
        demand(STATION, 40);
        drivers(5, SUBURB, NOW - 299_000);
        drivers(5, new LatLng(57.9, 12.3), NOW - 3_600_000);

        assertEquals(List.of(), plan(NOW));
    }

    @Test
    void cellThatNeedsItsDriversKeepsThem() {
        demand(STATION, 40);
        demand(SUBURB, 12);
        drivers(5, SUBURB, NOW - 3_600_000);

        assertEquals(List.of(), plan(NOW));
    }

    @Test
    void manyPlacesAreNeverOverfilledAndSameInputGivesSameHints() {
        SplittableRandom dice = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            demand(around(STATION, dice), 1 + dice.nextInt(6));
        }
        for (int i = 0; i < 800; i++) {
            drivers(1, around(SUBURB, dice), NOW - 300_000 - dice.nextInt(3_000_000));
        }

        List<Hint> given = plan(NOW);

        Map<Long, Integer> invited = new HashMap<>();
        given.forEach(hint -> invited.merge(hint.cell(), 1, Integer::sum));
        assertTrue(invited.size() > 3, "hints go to " + invited.size() + " cells");
        invited.forEach(
                (cell, count) ->
                        assertTrue(
                                count * 1_000L <= expectedAround(cell) + 500,
                                count + " were sent to " + cell));
        assertEquals(given.size(), given.stream().map(Hint::driver).distinct().count());
        assertEquals(
                given,
                new IdleHints(IdleHints.Settings.usual(), grid)
                        .plan(NOW, onDuty, roster, forecast, new StraightLine(6.5, 1.3)));
    }

    private long expectedAround(long cell) {
        long sum = 0;
        for (long near : grid.disk(cell, 1)) {
            sum += forecast.expectedMilli(near, NOW, 1_200_000) * (near == cell ? 6L : 1L);
        }
        return sum / 12;
    }

    private List<Hint> plan(long now) {
        return hints.plan(now, onDuty, roster, forecast, new StraightLine(6.5, 1.3));
    }

    /// So many jobs were asked for in the quarter before now.
    private void demand(LatLng pickup, int jobs) {
        for (int i = 0; i < jobs; i++) {
            forecast.observe(pickup, NOW - QUARTER);
        }
        // Closes the quarter once all of a test's demand is in.
        closing = true;
    }

    private boolean closing;

    private void drivers(int count, LatLng position, long freeSince) {
        if (closing) {
            forecast.advance(NOW);
            closing = false;
        }
        for (int i = 0; i < count; i++) {
            DriverId id = new DriverId(Integer.toString(roster.size()));
            Driver driver = roster.register(DriverProfile.car(id), 0);
            driver.become(DriverState.IDLE, freeSince);
            driver.becomeAlive(Liveness.LIVE);
            place(driver, position);
        }
    }

    private void place(Driver driver, LatLng position) {
        FixBatch fixes = new FixBatch();
        fixes.add(driver.slot(), Fix.at(position, NOW));
        screen.judge(fixes, 0, NOW);
        onDuty.put(driver.slot(), driver.lat(), driver.lng(), driver.bits(), NOW);
    }

    private static int number(DriverId driver) {
        return Integer.parseInt(driver.value());
    }

    private static LatLng around(LatLng place, SplittableRandom dice) {
        return new LatLng(
                place.lat() + 0.05 * (dice.nextDouble() - 0.5),
                place.lng() + 0.1 * (dice.nextDouble() - 0.5));
    }

    private long cellOf(LatLng place) {
        return grid.cellOf(place.lat(), place.lng());
    }
}
