package dev.antar.core.geo;

import com.uber.h3core.H3Core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// H3 cells of one resolution. Cells are H3 indexes as `long`; answers are H3's own. Any thread;
/// each call crosses into native code (some 0.3 µs), so hot paths remember what they asked.
public final class CellGrid {

    /// One native library per process, loaded at first use.
    private static final H3Core H3 = load();

    private final int resolution;

    /// @param resolution H3 resolution, 0 (continents) to 15 (a square metre)
    public CellGrid(int resolution) {
        if (resolution < 0 || resolution > 15) {
            throw new IllegalArgumentException(
                    "resolution=" + resolution + ": must be from 0 to 15");
        }
        this.resolution = resolution;
    }

    public int resolution() {
        return resolution;
    }

    /// The cell that holds this position.
    public long cellOf(double lat, double lng) {
        return H3.latLngToCell(lat, lng, resolution);
    }

    /// The cell's centre.
    public LatLng centerOf(long cell) {
        return position(H3.cellToLatLng(cell));
    }

    /// The cell's corners in order, distortion vertices included; five to ten of them.
    public List<LatLng> boundaryOf(long cell) {
        return H3.cellToBoundary(cell).stream().map(CellGrid::position).toList();
    }

    /// The cell and every cell at most `k` steps from it, in H3's order.
    public List<Long> disk(long cell, int k) {
        return H3.gridDisk(cell, k);
    }

    /// The cell's ancestor at a coarser resolution. A few bit operations, no native call.
    public static long parentOf(long cell, int coarserResolution) {
        // Bits 52 to 55 hold the resolution, three bits below them each finer step, 7 for none.
        long finer = (1L << (3 * (15 - coarserResolution))) - 1;
        return (cell & ~(15L << 52)) | ((long) coarserResolution << 52) | finer;
    }

    /// The centres of the twelve pentagons, which are the corners of H3's icosahedron.
    List<LatLng> pentagonCenters() {
        return H3.getPentagons(0).stream().map(this::centerOf).toList();
    }

    private static LatLng position(com.uber.h3core.util.LatLng degrees) {
        // H3 may answer a longitude a rounding step beyond ±180.
        return new LatLng(degrees.lat, Math.max(-180, Math.min(180, degrees.lng)));
    }

    private static H3Core load() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("H3's native library could not be loaded", e);
        }
    }
}
