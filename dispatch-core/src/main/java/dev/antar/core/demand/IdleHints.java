package dev.antar.core.demand;

import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.TravelTimes;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/// Tells idle drivers where demand is expected that nobody is there for. A cell invites only as
/// many as it lacks, and takes none from a cell that needs them, so that not everybody gets the
/// same hint. The engine's thread; work is bounded by the settings, whatever the size of the fleet.
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
     * its neighbours (1/12 each), since a driver next door serves as well. Pairs of a driver in a
     * cell with more than it needs and a cell that lacks are taken nearest first, each driver once,
     * each cell as often as it lacks. The longest idle drivers and the neediest cells are looked at
     * first, and no more than the bounds below: advice need not be the optimum.
     */

    private static final int MAX_DRIVERS = 500;
    private static final int MAX_CELLS = 200;
    private static final int MILLI = 1_000;
    private static final int SHARES = 12;
    private static final int OWN_SHARES = 6;

    private record Need(long cell, LatLng place, int expectedMilli, int places) {}

    private final Settings settings;
    private final CellGrid grid;
    private final Long2LongHashMap toldAtMillis = new Long2LongHashMap(Long.MIN_VALUE);

    /// @param grid the cells of the forecast
    public IdleHints(Settings settings, CellGrid grid) {
        this.settings = settings;
        this.grid = grid;
    }

    /// Advice for now. The hints given count as heard: their drivers are left alone for a while.
    ///
    /// @param idle free drivers who may be offered jobs, in a fixed order
    /// @param cellOf the forecast's cell in which a driver is
    public List<Hint> plan(
            long nowMillis,
            List<Driver> idle,
            ToLongFunction<Driver> cellOf,
            DemandForecast forecast,
            TravelTimes travelTimes) {
        toldAtMillis.values().removeIf(at -> at + settings.quietMillis <= nowMillis);
        Long2LongHashMap supply = new Long2LongHashMap(0);
        long[] homes = new long[idle.size()];
        for (int i = 0; i < homes.length; i++) {
            homes[i] = cellOf.applyAsLong(idle.get(i));
            supply.put(homes[i], supply.get(homes[i]) + 1);
        }
        List<Need> needs = needs(nowMillis, supply, forecast);
        if (needs.isEmpty()) {
            return List.of();
        }
        int[] movable = movable(nowMillis, idle);
        return match(nowMillis, idle, homes, movable, needs, supply, forecast, travelTimes);
    }

    private List<Need> needs(long nowMillis, Long2LongHashMap supply, DemandForecast forecast) {
        List<Need> needs = new ArrayList<>();
        for (long cell : forecast.cells()) {
            int expected = forecast.expectedMilli(cell, nowMillis, settings.horizonMillis);
            if (expected == 0) {
                continue;
            }
            long lacks = spread(cell, nowMillis, supply, forecast);
            int places = (int) Math.min(MAX_DRIVERS, (lacks + MILLI / 2) / MILLI);
            if (places > 0) {
                needs.add(new Need(cell, grid.centerOf(cell), expected, places));
            }
        }
        needs.sort(
                Comparator.comparingInt((Need need) -> -need.places)
                        .thenComparingLong(need -> need.cell));
        return needs.size() > MAX_CELLS ? needs.subList(0, MAX_CELLS) : needs;
    }

    /// What the cell and its surroundings lack, thousandths of a driver; negative if they have more
    /// than enough.
    private long spread(
            long cell, long nowMillis, Long2LongHashMap supply, DemandForecast forecast) {
        long sum = 0;
        for (long near : grid.disk(cell, 1)) {
            long lacks =
                    forecast.expectedMilli(near, nowMillis, settings.horizonMillis)
                            - supply.get(near) * MILLI;
            sum += lacks * (near == cell ? OWN_SHARES : 1);
        }
        return sum / SHARES;
    }

    /// Places in `idle` of those who may be told something, longest idle first.
    private int[] movable(long nowMillis, List<Driver> idle) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < idle.size(); i++) {
            Driver driver = idle.get(i);
            if (driver.position() != null
                    && nowMillis - driver.freeSinceMillis() >= settings.minIdleMillis
                    && !toldAtMillis.containsKey(driver.slot())) {
                found.add(i);
            }
        }
        found.sort(
                Comparator.comparingLong((Integer i) -> idle.get(i).freeSinceMillis())
                        .thenComparingInt(i -> idle.get(i).slot()));
        return found.stream().limit(MAX_DRIVERS).mapToInt(Integer::intValue).toArray();
    }

    private List<Hint> match(
            long nowMillis,
            List<Driver> idle,
            long[] homes,
            int[] movable,
            List<Need> needs,
            Long2LongHashMap supply,
            DemandForecast forecast,
            TravelTimes travelTimes) {
        long[] pairs = new long[movable.length * needs.size()];
        int count = 0;
        for (int m = 0; m < movable.length; m++) {
            LatLng from = positionOf(idle.get(movable[m]));
            for (int n = 0; n < needs.size(); n++) {
                int millis = travelTimes.millis(from, needs.get(n).place, nowMillis);
                if (homes[movable[m]] != needs.get(n).cell && millis <= settings.maxDriveMillis) {
                    pairs[count++] = ((long) millis << 32) | ((long) m << 16) | n;
                }
            }
        }
        Arrays.sort(pairs, 0, count);
        int[] left = needs.stream().mapToInt(Need::places).toArray();
        boolean[] told = new boolean[movable.length];
        LongHashSet needed = new LongHashSet();
        List<Hint> hints = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            int m = (int) (pairs[p] >>> 16) & 0xffff;
            int n = (int) pairs[p] & 0xffff;
            if (told[m] || left[n] == 0) {
                continue;
            }
            long home = homes[movable[m]];
            if (needed.contains(home) || spread(home, nowMillis, supply, forecast) > -MILLI) {
                needed.add(home);
                continue;
            }
            Driver driver = idle.get(movable[m]);
            Need need = needs.get(n);
            told[m] = true;
            left[n]--;
            hints.add(
                    new Hint(
                            driver.id(),
                            need.cell,
                            need.place,
                            (int) (pairs[p] >>> 32),
                            need.expectedMilli,
                            (int) supply.get(need.cell)));
            supply.put(home, supply.get(home) - 1);
            supply.put(need.cell, supply.get(need.cell) + 1);
            toldAtMillis.put(driver.slot(), nowMillis);
        }
        return hints;
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "movable drivers have a position");
    }
}
