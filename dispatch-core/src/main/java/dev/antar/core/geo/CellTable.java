package dev.antar.core.geo;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The cells met so far, numbered 0, 1, 2 … with what a search needs to know of each: centre and
/// radius. Asks H3 once per cell and remembers; which cell a point is in costs no native call but
/// within centimetres of a border. One thread.
///
/// Geometry is in chords of the unit sphere (straight lines through it): they grow with the
/// distance over the ground, obey the triangle inequality, and cost no trigonometry to compare.
/// Lengths are in units of [#onGrid].
public final class CellTable {

    public static final int NONE = -1;

    /// The key of points of which only [#numberAt] can tell the cell.
    public static final long UNSURE = CellLattice.UNSURE;

    /// The key of a cell that has none; no point's key.
    private static final long NO_KEY = -2;

    /// A cell's line: centre x, y, z, radius.
    private static final int LINE = 4;

    private static final int RADIUS = 3;

    /// Positions are kept as offsets from the cell's centre that must fit into so many units.
    private static final int MOST_OFFSET = 1 << 20;

    private final CellGrid grid;
    private final CellLattice lattice;
    private final LatticeKeys latticeKeys;
    private final KeyMap byKey = new KeyMap();
    private final Long2IntOpenHashMap byCell = new Long2IntOpenHashMap();
    private final CellWalk walk;
    private final SpherePoint corner = new SpherePoint();
    private final int coarser;

    private int size;
    private long[] cells = new long[64];
    private long[] keys = new long[64];
    private int[] lines = new int[64 * LINE];

    public CellTable(CellGrid grid) {
        this.grid = grid;
        this.lattice = new CellLattice(grid);
        this.latticeKeys = new LatticeKeys(lattice);
        this.walk = new CellWalk(lattice, byKey);
        double radius = 1.4 * 1_281_256 / StrictMath.pow(7, grid.resolution() / 2.0);
        int shift = 0;
        while (radius / SpherePoint.UNIT_METERS > (double) MOST_OFFSET * (1 << shift)) {
            shift++;
        }
        this.coarser = shift;
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

    /// Tells of many points in which cells they are: two with the same key are in the same cell.
    ///
    /// @param found is overwritten; [#UNSURE] for points near a border, or far from the others
    public void keysOf(SpherePoints points, int count, long[] found) {
        latticeKeys.of(points, count, found);
    }

    /// The key of most points of a cell.
    public long key(int number) {
        return keys[number];
    }

    /// The number of the cell whose points have this key, or [#NONE] if no point has had it yet.
    public int withKey(long key) {
        return byKey.get(key);
    }

    /// A coordinate on the grid that this table's positions are on: that of [SpherePoint] from
    /// resolution 6 on, and one that is coarser by the cells' size for larger cells.
    public int onGrid(int whole) {
        return coarser == 0 ? whole : (whole + (1 << (coarser - 1))) >> coarser;
    }

    /// A length as a share of Earth's radius.
    public double radii(double length) {
        return length * (1 << coarser) / SpherePoint.ONE;
    }

    /// The inverse of [#radii].
    public double units(double radii) {
        return radii * SpherePoint.ONE / (1 << coarser);
    }

    /// The cells around a place.
    public CellWalk around(SpherePoint place) {
        walk.begin(place);
        return walk;
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
        return 16L * cells.length + 4L * lines.length + byKey.bytes() + 24L * byCell.size();
    }

    private int numberOf(long cell) {
        int known = byCell.get(cell);
        if (known != NONE) {
            return known;
        }
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, size + size / 2);
            keys = Arrays.copyOf(keys, cells.length);
            lines = Arrays.copyOf(lines, cells.length * LINE);
        }
        int number = size++;
        byCell.put(cell, number);
        cells[number] = cell;
        measure(number, cell);
        return number;
    }

    private void measure(int number, long cell) {
        int at = number * LINE;
        LatLng center = grid.centerOf(cell);
        corner.set(center.lat(), center.lng());
        memorize(corner, number);
        lines[at] = onGrid(corner.wholeX());
        lines[at + 1] = onGrid(corner.wholeY());
        lines[at + 2] = onGrid(corner.wholeZ());
        double farthest = 0;
        for (LatLng place : grid.boundaryOf(cell)) {
            corner.set(place.lat(), place.lng());
            double dx = (double) onGrid(corner.wholeX()) - lines[at];
            double dy = (double) onGrid(corner.wholeY()) - lines[at + 1];
            double dz = (double) onGrid(corner.wholeZ()) - lines[at + 2];
            farthest = Math.max(farthest, Math.sqrt(dx * dx + dy * dy + dz * dz));
        }
        // Some centimetres on top, for the rounding of whoever decided which cell a point is in.
        lines[at + RADIUS] = (int) Math.ceil(farthest) + 8;
    }

    /// Whoever walks over the lattice must meet every cell known, also one that is known from
    /// points near its border alone.
    private void memorize(SpherePoint center, int number) {
        long key = lattice.keyOf(center.x(), center.y(), center.z());
        if (key == CellLattice.UNSURE) {
            keys[number] = NO_KEY;
        } else {
            byKey.put(key, number);
            keys[number] = key;
        }
    }
}
