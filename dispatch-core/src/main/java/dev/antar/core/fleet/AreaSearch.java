package dev.antar.core.fleet;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.CellTable;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import org.jspecify.annotations.Nullable;

/// Who is in an area: cells that the area covers are taken whole, those it misses not at all, and
/// of the others every driver is asked for. One thread.
final class AreaSearch {

    /// A box around a cell in degrees, where it is one: not near a pole, not across ±180.
    private static final double FARTHEST_LAT = 89;

    /// What rounding to the grid, and back to degrees, may add up to.
    private static final double ROUNDING_DEGREES = 1e-6;

    private final CellDrivers drivers;
    private final Districts districts;

    AreaSearch(CellDrivers drivers, Districts districts) {
        this.drivers = drivers;
        this.districts = districts;
    }

    void run(Area area, DriverFilter filter, IntArrayList found) {
        found.clear();
        for (int district = 0; district < districts.size(); district++) {
            int cell = districts.firstCell(district);
            while (cell != Districts.NONE) {
                look(cell, area, filter, found);
                cell = districts.nextCell(cell);
            }
        }
        found.sort(null);
    }

    private void look(int cell, Area area, DriverFilter filter, IntArrayList found) {
        CellTable cells = drivers.cells();
        int x = cells.center(cell, 0);
        int y = cells.center(cell, 1);
        int z = cells.center(cell, 2);
        double lat = lat(x, y, z);
        double lng = lng(x, y);
        // The angle of a chord is at most 1.06 times as long, up to a chord of a radius.
        double angle = StrictMath.toDegrees(cells.radii(cells.radius(cell)) * 1.06);
        double south = lat - angle - ROUNDING_DEGREES;
        double north = lat + angle + ROUNDING_DEGREES;
        if (south > -FARTHEST_LAT && north < FARTHEST_LAT) {
            double narrowest = StrictMath.max(StrictMath.abs(south), StrictMath.abs(north));
            double wide = angle / StrictMath.cos(StrictMath.toRadians(narrowest)) * 1.06;
            double west = lng - wide - ROUNDING_DEGREES;
            double east = lng + wide + ROUNDING_DEGREES;
            if (west > -180 && east < 180) {
                if (!area.mayTouch(south, west, north, east)) {
                    return;
                }
                if (area.covers(south, west, north, east)) {
                    take(cell, null, filter, found);
                    return;
                }
            }
        }
        take(cell, area, filter, found);
    }

    private void take(int cell, @Nullable Area area, DriverFilter filter, IntArrayList found) {
        Buckets buckets = drivers.buckets();
        CellTable cells = drivers.cells();
        int first = drivers.firstBucket(cell);
        int last = first + (1 << (2 * CellSquares.level(buckets.shape(first))));
        for (int bucket = first; bucket < last; bucket++) {
            int count = buckets.count(bucket);
            if (count == 0) {
                continue;
            }
            int block = buckets.block(bucket);
            int[] lines = drivers.blocks().lines(block);
            int line = Blocks.start(block);
            for (int i = 0; i < count; i++, line += Blocks.LINE) {
                long offset = Blocks.offset(lines, line);
                double x = cells.center(cell, 0) + Offset.x(offset);
                double y = cells.center(cell, 1) + Offset.y(offset);
                double z = cells.center(cell, 2) + Offset.z(offset);
                if (filter.accepts(lines[line + Blocks.BITS], lines[line + Blocks.SECONDS])
                        && (area == null || area.contains(lat(x, y, z), lng(x, y)))) {
                    found.add(lines[line + Blocks.SLOT]);
                }
            }
        }
    }

    private static double lat(double x, double y, double z) {
        return StrictMath.toDegrees(StrictMath.atan2(z, Math.sqrt(x * x + y * y)));
    }

    private static double lng(double x, double y) {
        return StrictMath.toDegrees(StrictMath.atan2(y, x));
    }
}
