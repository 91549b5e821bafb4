package dev.antar.core.geo;

import org.agrona.collections.Long2LongHashMap;

import java.util.Arrays;
import java.util.List;

/// The cells met so far, numbered 0, 1, 2 … with what a search needs to know of each: centre,
/// radius and neighbours. Asks H3 once per cell and remembers. One thread.
///
/// Geometry is in chords of the unit sphere (straight lines through it): they grow with the
/// distance over the ground, obey the triangle inequality, and cost no trigonometry to compare.
public final class CellTable {

    private static final int MAX_NEIGHBOURS = 6;
    private static final int UNKNOWN = -2;
    private static final int NONE = -1;

    private final CellGrid grid;
    private final Long2LongHashMap numbers = new Long2LongHashMap(NONE);

    private int size;
    private long[] cells = new long[64];
    private double[] x = new double[64];
    private double[] y = new double[64];
    private double[] z = new double[64];
    private double[] radius = new double[64];
    private int[] neighbours = new int[64 * MAX_NEIGHBOURS];

    public CellTable(CellGrid grid) {
        this.grid = grid;
    }

    /// How many cells have been met; every number is below this.
    public int size() {
        return size;
    }

    /// The number of the cell that holds this position.
    public int numberAt(double lat, double lng) {
        return numberOf(grid.cellOf(lat, lng));
    }

    /// The H3 index of a numbered cell.
    public long cell(int number) {
        return cells[number];
    }

    /// Lower bound of the chord from a point of the unit sphere to any point of the cell; may be
    /// negative. Exact for any distortion, as it uses the cell's own farthest corner.
    public double chordBound(int number, double px, double py, double pz) {
        double dx = x[number] - px;
        double dy = y[number] - py;
        double dz = z[number] - pz;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius[number];
    }

    /// The `i`-th neighbour's number, 0 ≤ i < 6, or -1 where there is none (pentagons have five).
    public int neighbour(int number, int i) {
        int at = number * MAX_NEIGHBOURS;
        if (neighbours[at] == UNKNOWN) {
            resolveNeighbours(number);
        }
        return neighbours[at + i];
    }

    private int numberOf(long cell) {
        long known = numbers.get(cell);
        if (known != NONE) {
            return (int) known;
        }
        if (size == cells.length) {
            grow();
        }
        int number = size++;
        numbers.put(cell, number);
        cells[number] = cell;
        LatLng center = grid.centerOf(cell);
        x[number] = UnitVector.x(center.lat(), center.lng());
        y[number] = UnitVector.y(center.lat(), center.lng());
        z[number] = UnitVector.z(center.lat());
        radius[number] = radiusOf(number, cell);
        Arrays.fill(neighbours, number * MAX_NEIGHBOURS, (number + 1) * MAX_NEIGHBOURS, UNKNOWN);
        return number;
    }

    private double radiusOf(int number, long cell) {
        double farthest = 0;
        for (LatLng corner : grid.boundaryOf(cell)) {
            double dx = x[number] - UnitVector.x(corner.lat(), corner.lng());
            double dy = y[number] - UnitVector.y(corner.lat(), corner.lng());
            double dz = z[number] - UnitVector.z(corner.lat());
            farthest = Math.max(farthest, Math.sqrt(dx * dx + dy * dy + dz * dz));
        }
        // A centimetre on top, for the rounding of whoever decided which cell a point is in.
        return farthest + 0.01 / GreatCircle.EARTH_RADIUS_METERS;
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
        System.arraycopy(found, 0, neighbours, number * MAX_NEIGHBOURS, MAX_NEIGHBOURS);
    }

    private void grow() {
        int bigger = size * 2;
        cells = Arrays.copyOf(cells, bigger);
        x = Arrays.copyOf(x, bigger);
        y = Arrays.copyOf(y, bigger);
        z = Arrays.copyOf(z, bigger);
        radius = Arrays.copyOf(radius, bigger);
        neighbours = Arrays.copyOf(neighbours, bigger * MAX_NEIGHBOURS);
    }
}
