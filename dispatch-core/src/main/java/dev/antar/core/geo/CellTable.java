package dev.antar.core.geo;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// The cells met so far, numbered 0, 1, 2 … with what a search needs to know of each: centre,
/// radius and neighbours. Asks H3 once per cell and remembers; which cell a point is in costs no
/// native call but within centimetres of a border. One thread.
///
/// Geometry is in chords of the unit sphere (straight lines through it): they grow with the
/// distance over the ground, obey the triangle inequality, and cost no trigonometry to compare.
/// Lengths are in units of [SpherePoint].
public final class CellTable {

    public static final int NONE = -1;

    private static final int MAX_NEIGHBOURS = 6;
    private static final int UNKNOWN = -2;

    /// A cell's line: centre x, y, z, radius, then the neighbours.
    private static final int LINE = 10;

    private static final int RADIUS = 3;
    private static final int NEIGHBOURS = 4;

    private final CellGrid grid;
    private final CellLattice lattice;
    private final KeyMap byKey = new KeyMap();
    private final Long2IntOpenHashMap byCell = new Long2IntOpenHashMap();
    private final SpherePoint corner = new SpherePoint();

    private int size;
    private long[] cells = new long[64];
    private int[] lines = new int[64 * LINE];

    public CellTable(CellGrid grid) {
        this.grid = grid;
        this.lattice = new CellLattice(grid);
        byCell.defaultReturnValue(NONE);
    }

    public CellGrid grid() {
        return grid;
    }

    /// How many cells are known; every number is below this.
    public int size() {
        return size;
    }

    /// The H3 index of a numbered cell.
    public long cell(int number) {
        return cells[number];
    }

    /// The number of the cell that holds this position, which becomes known.
    ///
    /// @param point the same position
    public int numberAt(SpherePoint point, double lat, double lng) {
        long key = lattice.keyOf(point.x(), point.y(), point.z());
        if (key == CellLattice.UNSURE) {
            return numberOf(grid.cellOf(lat, lng));
        }
        int known = byKey.get(key);
        if (known != NONE) {
            return known;
        }
        int number = numberOf(grid.cellOf(lat, lng));
        byKey.put(key, number);
        return number;
    }

    /// The number of the cell that holds this position, or [#NONE] where it is not known.
    public int findAt(SpherePoint point, double lat, double lng) {
        long key = lattice.keyOf(point.x(), point.y(), point.z());
        if (key == CellLattice.UNSURE) {
            return byCell.get(grid.cellOf(lat, lng));
        }
        int known = byKey.get(key);
        if (known != NONE) {
            return known;
        }
        int number = byCell.get(grid.cellOf(lat, lng));
        if (number != NONE) {
            byKey.put(key, number);
        }
        return number;
    }

    /// After [#findAt] or [#numberAt]: a lower bound of the chord from that point to whatever is
    /// outside of its cell; may be negative.
    public double chordToBorder() {
        return lattice.chordToBorder() * SpherePoint.ONE - 2;
    }

    /// The number of a cell given by its H3 index, or [#NONE].
    public int find(long cell) {
        return byCell.get(cell);
    }

    /// Lower bound of the chord from a point to any point of the cell; may be negative. Exact for
    /// any distortion, as it uses the cell's own farthest corner.
    public double chordBound(int number, int px, int py, int pz) {
        int at = number * LINE;
        double dx = (double) lines[at] - px;
        double dy = (double) lines[at + 1] - py;
        double dz = (double) lines[at + 2] - pz;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - lines[at + RADIUS];
    }

    /// A coordinate of the cell's centre: 0 for x, 1 for y, 2 for z.
    public int center(int number, int axis) {
        return lines[number * LINE + axis];
    }

    /// No point of the cell is farther from its centre.
    public int radius(int number) {
        return lines[number * LINE + RADIUS];
    }

    /// The `i`-th neighbour's number, 0 ≤ i < 6, or [#NONE] where there is none (pentagons have
    /// five). Only after [#meetNeighbours].
    public int neighbour(int number, int i) {
        return lines[number * LINE + NEIGHBOURS + i];
    }

    public boolean knowsNeighbours(int number) {
        return lines[number * LINE + NEIGHBOURS] != UNKNOWN;
    }

    /// Makes the cell's neighbours known.
    public void meetNeighbours(int number) {
        if (!knowsNeighbours(number)) {
            resolveNeighbours(number);
        }
    }

    /// A table of the same grid that knows only some of these cells, numbered in the same order.
    public CellTable only(IntPredicate kept) {
        CellTable fewer = new CellTable(grid);
        for (int number = 0; number < size; number++) {
            if (kept.test(number)) {
                fewer.numberOf(cells[number]);
            }
        }
        return fewer;
    }

    /// What this object holds in memory.
    public long bytes() {
        return 8L * cells.length + 4L * lines.length + byKey.bytes() + 24L * byCell.size();
    }

    private int numberOf(long cell) {
        int known = byCell.get(cell);
        if (known != NONE) {
            return known;
        }
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, size + size / 2);
            lines = Arrays.copyOf(lines, cells.length * LINE);
        }
        int number = size++;
        byCell.put(cell, number);
        cells[number] = cell;
        measure(number * LINE, cell);
        return number;
    }

    private void measure(int at, long cell) {
        LatLng center = grid.centerOf(cell);
        corner.set(center.lat(), center.lng());
        lines[at] = corner.wholeX();
        lines[at + 1] = corner.wholeY();
        lines[at + 2] = corner.wholeZ();
        double farthest = 0;
        for (LatLng place : grid.boundaryOf(cell)) {
            corner.set(place.lat(), place.lng());
            double dx = (double) corner.wholeX() - lines[at];
            double dy = (double) corner.wholeY() - lines[at + 1];
            double dz = (double) corner.wholeZ() - lines[at + 2];
            farthest = Math.max(farthest, Math.sqrt(dx * dx + dy * dy + dz * dz));
        }
        // Some centimetres on top, for the rounding of whoever decided which cell a point is in.
        lines[at + RADIUS] = (int) Math.ceil(farthest) + 8;
        lines[at + NEIGHBOURS] = UNKNOWN;
    }

    private void resolveNeighbours(int number) {
        List<Long> disk = grid.disk(cells[number], 1);
        int[] found = new int[MAX_NEIGHBOURS];
        Arrays.fill(found, NONE);
        int count = 0;
        for (long cell : disk) {
            if (cell != cells[number]) {
                found[count++] = numberOf(cell);
            }
        }
        System.arraycopy(found, 0, lines, number * LINE + NEIGHBOURS, MAX_NEIGHBOURS);
    }
}
