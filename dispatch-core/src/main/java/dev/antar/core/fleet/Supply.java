package dev.antar.core.fleet;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.CellTable;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

import java.util.Arrays;

/// How many drivers are where, by state: an answer of [DriverIndex#supply], reused from one to the
/// next. Cells with nobody in them are left out; the others are in ascending order of their H3
/// index. One thread; some 20 ns per cell that the index knows somebody in.
public final class Supply {

    /// A cell's line: all drivers, then those IDLE, OFFERED and ON_JOB.
    private static final int LINE = 4;

    private final LongArrayList cells = new LongArrayList();
    private final Long2IntOpenHashMap lineOf = new Long2IntOpenHashMap();
    private int[] counts = new int[64 * LINE];
    private int resolution;

    public Supply() {
        lineOf.defaultReturnValue(-1);
    }

    public int resolution() {
        return resolution;
    }

    /// How many cells have somebody in them.
    public int size() {
        return cells.size();
    }

    /// The `i`-th cell's H3 index.
    public long cell(int i) {
        return cells.getLong(i);
    }

    /// Everybody in the `i`-th cell.
    public int drivers(int i) {
        return counts[lineOf.get(cell(i))];
    }

    /// Those of one state. OFFLINE drivers are nowhere.
    // A column of a table in memory; nothing stores an ordinal.
    @SuppressWarnings("EnumOrdinal")
    public int drivers(int i, DriverState state) {
        return state == DriverState.OFFLINE ? 0 : counts[lineOf.get(cell(i)) + state.ordinal()];
    }

    void count(CellDrivers drivers, Districts districts, int coarser) {
        CellTable known = drivers.cells();
        int finest = known.grid().resolution();
        if (coarser < 0 || coarser > finest) {
            throw new IllegalArgumentException(
                    "resolution=" + coarser + ": must be from 0 to " + finest);
        }
        resolution = coarser;
        cells.clear();
        lineOf.clear();
        for (int district = 0; district < districts.size(); district++) {
            int cell = districts.firstCell(district);
            while (cell != Districts.NONE) {
                int at = lineOf(CellGrid.parentOf(known.cell(cell), coarser));
                counts[at] += drivers.countIn(cell);
                for (int counter = 1; counter < LINE; counter++) {
                    counts[at + counter] += drivers.countIn(cell, counter);
                }
                cell = districts.nextCell(cell);
            }
        }
        cells.sort(null);
    }

    private int lineOf(long cell) {
        int at = lineOf.get(cell);
        if (at < 0) {
            at = cells.size() * LINE;
            if (at == counts.length) {
                counts = Arrays.copyOf(counts, at * 2);
            }
            Arrays.fill(counts, at, at + LINE, 0);
            cells.add(cell);
            lineOf.put(cell, at);
        }
        return at;
    }
}
