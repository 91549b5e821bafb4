package dev.antar.core.demand;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.fleet.Supply;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.TravelTimes;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Tells idle drivers where demand is expected that nobody is there for. A cell invites only as
/// many as it lacks, and takes none from a cell that needs them, so that not everybody gets the
/// same hint. The engine's thread; the work is bounded by the cells in need, not by the fleet.
public final class IdleHints {

    /// When to give advice, and to whom.
    ///
    /// @param horizonMillis how far ahead demand is looked at
    /// @param minIdleMillis how long a driver has had nothing to do
    /// @param quietMillis how long after a hint a driver gets no other
    /// @param maxDriveMillis the longest way that is suggested
    public record Settings(
            int horizonMillis, int minIdleMillis, int quietMillis, int maxDriveMillis) {

        public Settings {
            require("horizonMillis", horizonMillis, 60_000, 4 * 3_600_000);
            require("minIdleMillis", minIdleMillis, 0, 4 * 3_600_000);
            require("quietMillis", quietMillis, 60_000, 24 * 3_600_000);
            require("maxDriveMillis", maxDriveMillis, 60_000, 2 * 3_600_000);
        }

        /// Twenty minutes ahead, after five idle minutes, every quarter of an hour at most, up to
        /// ten minutes away.
        public static Settings usual() {
            return new Settings(1_200_000, 300_000, 900_000, 600_000);
        }

        private static void require(String field, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        field + "=" + value + ": must be from " + min + " to " + max);
            }
        }
    }

    /*
     * What a cell lacks is its expected demand less its supply, both spread over the cell (1/2) and
     * its neighbours (1/12 each), since a driver next door serves as well. The neediest cells look
     * at the free drivers nearest to them; of all pairs the nearest are taken first, each driver
     * once, each cell as often as it lacks, and nobody from a cell that has not a whole driver more
     * than it needs. Advice need not be the optimum; the bounds below keep it cheap.
     */

    private static final int MAX_CELLS = 200;
    private static final int MAX_PLACES = 100;
    private static final int LOOK = 64;
    private static final int MILLI = 1_000;
    private static final int SHARES = 12;
    private static final int OWN_SHARES = 6;
    private static final DriverFilter FREE = DriverFilter.everybody().in(DriverState.IDLE);

    private record Need(long cell, LatLng place, int expectedMilli, int places) {}

    private record Pair(int driveMillis, int slot, int need) {}

    private record Told(long atMillis, long cell) {}

    private final Settings settings;
    private final CellGrid grid;
    private final Int2ObjectHashMap<Told> told = new Int2ObjectHashMap<>();
    private final Supply supply = new Supply();
    private final NearestDrivers near = new NearestDrivers();
    private final Long2IntOpenHashMap freeIn = new Long2IntOpenHashMap();

    /// @param grid the cells of the forecast, not finer than those of the driver index
    public IdleHints(Settings settings, CellGrid grid) {
        this.settings = settings;
        this.grid = grid;
    }

    /// Advice for now. The hints given count as heard: their drivers are left alone for a while,
    /// and are counted as if they were where they were sent.
    ///
    /// @param onDuty of whom the free ones are looked at
    public List<Hint> plan(
            long nowMillis,
            DriverIndex onDuty,
            Roster roster,
            DemandForecast forecast,
            TravelTimes travelTimes) {
        countFree(nowMillis, onDuty, roster);
        List<Need> needs = needs(nowMillis, forecast);
        List<Pair> pairs = pairs(nowMillis, needs, onDuty, roster, travelTimes);
        return match(nowMillis, needs, pairs, roster, forecast);
    }

    private void countFree(long nowMillis, DriverIndex onDuty, Roster roster) {
        onDuty.supply(grid.resolution(), supply);
        freeIn.clear();
        for (int i = 0; i < supply.size(); i++) {
            freeIn.put(supply.cell(i), supply.drivers(i, DriverState.IDLE));
        }
        told.values().removeIf(hint -> hint.atMillis + settings.quietMillis <= nowMillis);
        // Whoever was told lately is counted where he was sent, unless he has something to do.
        told.forEach(
                (slot, hint) -> {
                    if (roster.at(slot).state() == DriverState.IDLE) {
                        long at = homeOf(roster.at(slot));
                        freeIn.addTo(at, -1);
                        freeIn.addTo(hint.cell, 1);
                    }
                });
    }

    private List<Need> needs(long nowMillis, DemandForecast forecast) {
        List<Need> needs = new ArrayList<>();
        for (long cell : forecast.cells()) {
            int expected = forecast.expectedMilli(cell, nowMillis, settings.horizonMillis);
            if (expected == 0) {
                continue;
            }
            long places = (lack(cell, nowMillis, forecast) + MILLI / 2) / MILLI;
            if (places > 0) {
                needs.add(
                        new Need(
                                cell,
                                grid.centerOf(cell),
                                expected,
                                (int) Math.min(MAX_PLACES, places)));
            }
        }
        needs.sort(
                Comparator.comparingInt((Need need) -> -need.places)
                        .thenComparingLong(need -> need.cell));
        return needs.size() > MAX_CELLS ? needs.subList(0, MAX_CELLS) : needs;
    }

    /// What the cell and its surroundings lack, thousandths of a driver; negative if they have more
    /// than enough.
    private long lack(long cell, long nowMillis, DemandForecast forecast) {
        long sum = 0;
        for (long around : grid.disk(cell, 1)) {
            long lacks =
                    forecast.expectedMilli(around, nowMillis, settings.horizonMillis)
                            - (long) freeIn.get(around) * MILLI;
            sum += lacks * (around == cell ? OWN_SHARES : 1);
        }
        return sum / SHARES;
    }

    private List<Pair> pairs(
            long nowMillis,
            List<Need> needs,
            DriverIndex onDuty,
            Roster roster,
            TravelTimes travelTimes) {
        List<Pair> pairs = new ArrayList<>();
        double reach = travelTimes.reachMeters(settings.maxDriveMillis);
        for (int n = 0; n < needs.size(); n++) {
            Need need = needs.get(n);
            int look = Math.max(LOOK, 2 * need.places);
            onDuty.nearest(
                    need.place,
                    look,
                    reach,
                    FREE,
                    slot -> mayBeTold(roster.at(slot), nowMillis),
                    near);
            for (int i = 0; i < near.count(); i++) {
                Driver driver = roster.at(near.slot(i));
                int millis = travelTimes.millis(positionOf(driver), need.place, nowMillis);
                if (millis <= settings.maxDriveMillis && homeOf(driver) != need.cell) {
                    pairs.add(new Pair(millis, driver.slot(), n));
                }
            }
        }
        pairs.sort(
                Comparator.comparingInt(Pair::driveMillis)
                        .thenComparingInt(Pair::slot)
                        .thenComparingInt(Pair::need));
        return pairs;
    }

    private boolean mayBeTold(Driver driver, long nowMillis) {
        return driver.liveness() == Liveness.LIVE
                && !driver.paused()
                && driver.availability() instanceof Availability.Open
                && nowMillis - driver.freeSinceMillis() >= settings.minIdleMillis
                && !told.containsKey(driver.slot());
    }

    private List<Hint> match(
            long nowMillis,
            List<Need> needs,
            List<Pair> pairs,
            Roster roster,
            DemandForecast forecast) {
        int[] left = needs.stream().mapToInt(Need::places).toArray();
        List<Hint> hints = new ArrayList<>();
        for (Pair pair : pairs) {
            Driver driver = roster.at(pair.slot);
            if (left[pair.need] == 0 || told.containsKey(pair.slot)) {
                continue;
            }
            long home = homeOf(driver);
            if (lack(home, nowMillis, forecast) > -MILLI) {
                continue;
            }
            Need need = needs.get(pair.need);
            left[pair.need]--;
            hints.add(
                    new Hint(
                            driver.id(),
                            need.cell,
                            need.place,
                            pair.driveMillis,
                            need.expectedMilli,
                            freeIn.get(need.cell)));
            freeIn.addTo(home, -1);
            freeIn.addTo(need.cell, 1);
            told.put(pair.slot, new Told(nowMillis, need.cell));
        }
        return hints;
    }

    private long homeOf(Driver driver) {
        return grid.cellOf(driver.lat(), driver.lng());
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "a driver in the index has a position");
    }
}
