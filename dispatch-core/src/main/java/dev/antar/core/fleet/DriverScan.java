package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/// Looks at the drivers of a cell for one question at a time. Distances are whole numbers, computed
/// without rounding, so that equal is equal. One thread.
final class DriverScan {

    private final CellDrivers drivers;
    private final Chunks chunks;
    private final Buckets buckets;

    private int px;
    private int py;
    private int pz;
    private DriverFilter filter = DriverFilter.everybody();
    private @Nullable IntPredicate also;
    private NearestDrivers found = new NearestDrivers();

    DriverScan(CellDrivers drivers) {
        this.drivers = drivers;
        this.chunks = drivers.chunks();
        this.buckets = drivers.buckets();
    }

    /// @param predicate asked for drivers that would enter, after the filter
    void ask(
            int x,
            int y,
            int z,
            DriverFilter wanted,
            @Nullable IntPredicate predicate,
            NearestDrivers answer) {
        px = x;
        py = y;
        pz = z;
        filter = wanted;
        also = predicate;
        found = answer;
    }

    /// Offers everybody in a cell that is not empty.
    void cell(int cell) {
        int shape = drivers.shape(cell);
        if (shape == 0) {
            bucket(drivers.firstBucket(cell));
        } else {
            squares(cell, shape);
        }
    }

    private void bucket(int bucket) {
        int chunk = buckets.head(bucket);
        if (chunk == Chunks.NONE) {
            return;
        }
        int count = buckets.countInHead(bucket);
        long worst = found.worst();
        int states = filter.states();
        int vehicles = filter.vehicles();
        int skills = filter.skills();
        int since = filter.freshSinceSeconds();
        do {
            int[] page = chunks.pageOfChunk(chunk);
            int at = Chunks.offsetOfChunk(chunk);
            for (int end = at + count * Chunks.ENTRY; at < end; at += Chunks.ENTRY) {
                long dx = (long) page[at + Chunks.X] - px;
                long dy = (long) page[at + Chunks.Y] - py;
                long dz = (long) page[at + Chunks.Z] - pz;
                long squared = dx * dx + dy * dy + dz * dz;
                int bits = page[at + Chunks.BITS];
                if (squared <= worst
                        && (bits & states) != 0
                        && (bits & vehicles) != 0
                        && (bits & skills) == skills
                        && page[at + Chunks.SECONDS] >= since) {
                    int slot = page[at + Chunks.SLOT];
                    if (also == null || also.test(slot)) {
                        found.offer(squared, slot);
                        worst = found.worst();
                    }
                }
            }
            chunk = chunks.next(chunk);
            count = Chunks.CHUNK;
        } while (chunk != Chunks.NONE);
    }

    /// The squares of a busy cell, in rings around the one nearest to the place, until a whole ring
    /// is too far. A square's distance is that of its projection, which is never longer.
    private void squares(int cell, int shape) {
        CellTable cells = drivers.cells();
        int first = drivers.firstBucket(cell);
        int level = CellSquares.level(shape);
        int last = (1 << level) - 1;
        long side = CellSquares.side(shape);
        int axisA = CellSquares.firstAxis(shape);
        int axisB = CellSquares.secondAxis(shape);
        long a = (long) (axisA == 0 ? px : py) - CellSquares.corner(cells, cell, axisA);
        long b = (long) (axisB == 1 ? py : pz) - CellSquares.corner(cells, cell, axisB);
        int atA = Math.clamp(Math.floorDiv(a, side), 0, last);
        int atB = Math.clamp(Math.floorDiv(b, side), 0, last);
        for (int ring = 0; ring <= last; ring++) {
            long ringAway = (ring - 1) * side;
            if (ring > 1 && ringAway * ringAway > found.worst()) {
                return;
            }
            for (int i = Math.max(0, atA - ring); i <= Math.min(last, atA + ring); i++) {
                long awayA = away(a, i * side, side);
                boolean whole = i == atA - ring || i == atA + ring;
                int step = whole || ring == 0 ? 1 : 2 * ring;
                for (int j = atB - ring; j <= atB + ring; j += step) {
                    if (j >= 0 && j <= last) {
                        long awayB = away(b, j * side, side);
                        if (awayA * awayA + awayB * awayB <= found.worst()) {
                            bucket(first + (i << level) + j);
                        }
                    }
                }
            }
        }
    }

    /// How far a coordinate is from a square that begins at `from`.
    private static long away(long at, long from, long side) {
        return at < from ? from - at : at >= from + side ? at - (from + side - 1) : 0;
    }
}
