package dev.antar.core.demand;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.Arrays;

/// Expects how many jobs will be asked for, cell by cell: what the same quarter of an hour saw in
/// earlier weeks, scaled by how this day has differed from them in the last hour. Whole numbers
/// throughout (thousandths of a job), so that the same demand gives the same forecast everywhere.
/// The engine's thread; an observation costs one H3 call.
public final class DemandForecast {

    /*
     * A seasonal exponential average per cell and quarter-hour of the week. The n-th week counts
     * 1/n until that falls below 1/4: a plain mean at first, then one that forgets in a month.
     * Where no earlier week is known, the mean of the last hour stands in. Quarters in which the
     * region did not run are not learned: nothing asked of a closed door is not "no demand".
     *
     * Cells are kept once something was asked for in them, at most MAX_CELLS (2.7 kB each).
     */

    /// The forecast's step, milliseconds.
    public static final int QUARTER_MILLIS = 900_000;

    static final int QUARTERS_OF_WEEK = 672;
    static final int MAX_CELLS = 20_000;

    private static final int RECENT = 4;
    private static final int LONGEST_MEMORY = 4;
    private static final int MILLI = 1_000;

    /// Keeps the day's factor from jumping when little is asked for, thousandths of a job.
    private static final int FACTOR_WEIGHT = 20 * MILLI;

    private static final int LEAST_FACTOR = 500;
    private static final int GREATEST_FACTOR = 2_000;
    private static final long NONE = Long.MIN_VALUE;

    private static final class Cell {
        final int[] seasonal = new int[QUARTERS_OF_WEEK];
        final int[] recent = new int[RECENT];
        int open;
    }

    private final CellGrid grid;
    private final Long2ObjectHashMap<Cell> cells = new Long2ObjectHashMap<>();
    private final int[] weeksSeen = new int[QUARTERS_OF_WEEK];
    private final long[] recentActual = new long[RECENT];
    private final long[] recentExpected = new long[RECENT];
    private int recentCount;
    private long openQuarter = NONE;

    /// @param grid the cells that are told apart; resolution 8 (0.7 km²) suits cities
    public DemandForecast(CellGrid grid) {
        this.grid = grid;
    }

    /// Notes that a job was asked for. One in a cell beyond the most that are kept is ignored.
    ///
    /// @param atMillis epoch milliseconds, not before an earlier call's
    public void observe(LatLng pickup, long atMillis) {
        advance(atMillis);
        long index = grid.cellOf(pickup.lat(), pickup.lng());
        Cell cell = cells.get(index);
        if (cell == null && cells.size() < MAX_CELLS) {
            cell = new Cell();
            cells.put(index, cell);
        }
        if (cell != null) {
            cell.open++;
        }
    }

    /// Lets time pass; to be called at least once a quarter of an hour while the region runs.
    public void advance(long nowMillis) {
        long quarter = Math.floorDiv(nowMillis, QUARTER_MILLIS);
        if (openQuarter == NONE) {
            openQuarter = quarter;
        } else if (quarter > openQuarter + 1) {
            forgetRecent();
            openQuarter = quarter;
        } else if (quarter == openQuarter + 1) {
            close();
            openQuarter = quarter;
        }
    }

    /// The cells in which anything was ever asked for, ascending.
    public long[] cells() {
        long[] indexes = new long[cells.size()];
        int i = 0;
        Long2ObjectHashMap<Cell>.KeyIterator keys = cells.keySet().iterator();
        while (keys.hasNext()) {
            indexes[i++] = keys.nextLong();
        }
        Arrays.sort(indexes);
        return indexes;
    }

    /// How many jobs will be asked for in the cell within the span, thousandths of a job.
    ///
    /// @param spanMillis at most a day
    public int expectedMilli(long cell, long fromMillis, int spanMillis) {
        Cell known = cells.get(cell);
        if (known == null) {
            return 0;
        }
        int factor = factorPermille();
        long expected = 0;
        long at = fromMillis;
        long end = fromMillis + spanMillis;
        while (at < end) {
            long quarter = Math.floorDiv(at, QUARTER_MILLIS);
            long until = Math.min(end, (quarter + 1) * QUARTER_MILLIS);
            expected += perQuarter(known, quarter, factor) * (until - at);
            at = until;
        }
        return (int) Math.min(Integer.MAX_VALUE, expected / QUARTER_MILLIS);
    }

    /// How much more is asked for today than usual: 1000 is as usual, 500 to 2000.
    public int factorPermille() {
        long actual = FACTOR_WEIGHT;
        long expected = FACTOR_WEIGHT;
        for (int i = 0; i < RECENT; i++) {
            actual += recentActual[i];
            expected += recentExpected[i];
        }
        return Math.clamp(actual * MILLI / expected, LEAST_FACTOR, GREATEST_FACTOR);
    }

    private long perQuarter(Cell cell, long quarter, int factor) {
        int ofWeek = ofWeek(quarter);
        if (weeksSeen[ofWeek] > 0) {
            return (long) cell.seasonal[ofWeek] * factor / MILLI;
        }
        if (recentCount == 0) {
            return 0;
        }
        long sum = 0;
        for (int count : cell.recent) {
            sum += count;
        }
        return sum * MILLI / recentCount;
    }

    private void close() {
        int ofWeek = ofWeek(openQuarter);
        int weeks = Math.min(LONGEST_MEMORY, weeksSeen[ofWeek] + 1);
        int place = (int) Math.floorMod(openQuarter, (long) RECENT);
        long actual = 0;
        long expected = 0;
        for (Cell cell : cells.values()) {
            actual += (long) cell.open * MILLI;
            expected += cell.seasonal[ofWeek];
            cell.seasonal[ofWeek] += (cell.open * MILLI - cell.seasonal[ofWeek]) / weeks;
            cell.recent[place] = cell.open;
            cell.open = 0;
        }
        // A quarter that no earlier week knows says nothing about how this day differs.
        boolean comparable = weeksSeen[ofWeek] > 0;
        recentActual[place] = comparable ? actual : 0;
        recentExpected[place] = comparable ? expected : 0;
        recentCount = Math.min(RECENT, recentCount + 1);
        weeksSeen[ofWeek]++;
    }

    private void forgetRecent() {
        for (Cell cell : cells.values()) {
            Arrays.fill(cell.recent, 0);
            cell.open = 0;
        }
        Arrays.fill(recentActual, 0);
        Arrays.fill(recentExpected, 0);
        recentCount = 0;
    }

    private static int ofWeek(long quarter) {
        return (int) Math.floorMod(quarter, (long) QUARTERS_OF_WEEK);
    }
}
