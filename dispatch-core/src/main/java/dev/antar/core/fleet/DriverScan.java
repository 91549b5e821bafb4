package dev.antar.core.fleet;

import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/// Looks at the drivers of a cell for one question at a time. Distances are whole numbers, computed
/// without rounding, so that equal is equal. One thread.
final class DriverScan {

    /// More than any two points of the sphere are apart, squared.
    private static final long TOO_FAR = (1L << 62) + 1;

    private final CellDrivers drivers;
    private final Blocks blocks;
    private final Buckets buckets;

    private int px;
    private int py;
    private int pz;
    private DriverFilter filter = DriverFilter.everybody();
    private @Nullable IntPredicate also;
    private NearestDrivers found = new NearestDrivers();

    DriverScan(CellDrivers drivers) {
        this.drivers = drivers;
        this.blocks = drivers.blocks();
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
        int first = drivers.firstBucket(cell);
        long x = (long) px - buckets.x(first);
        long y = (long) py - buckets.y(first);
        long z = (long) pz - buckets.z(first);
        int shape = buckets.shape(first);
        if (CellSquares.level(shape) == 0) {
            bucket(first, x, y, z);
        } else {
            squares(first, shape, buckets.radius(first), x, y, z);
        }
    }

    private void bucket(int bucket, long x, long y, long z) {
        int count = buckets.count(bucket);
        if (count == 0) {
            return;
        }
        int block = buckets.block(bucket);
        int[] lines = blocks.lines(block);
        int start = Blocks.start(block);
        int end = start + count * Blocks.LINE;
        int states = filter.states();
        int vehicles = filter.vehicles();
        int skills = filter.skills();
        long worst = found.worst();
        for (int line = start; line < end; line += Blocks.LINE) {
            long offset = Blocks.offset(lines, line);
            long dx = Offset.x(offset) - x;
            long dy = Offset.y(offset) - y;
            long dz = Offset.z(offset) - z;
            long squared = dx * dx + dy * dy + dz * dz;
            int bits = lines[line + Blocks.BITS];
            // All in one comparison: of three branches the processor would guess each wrongly in
            // its turn.
            long unwanted = isZero(bits & states) | isZero(bits & vehicles) | lacks(bits, skills);
            if (squared + unwanted * TOO_FAR <= worst
                    && lines[line + Blocks.SECONDS] >= filter.freshSinceSeconds()) {
                worst = consider(lines[line + Blocks.SLOT], squared);
            }
        }
    }

    /// Takes a driver who is wanted and near enough; answers how near one must be from now on.
    private long consider(int slot, long squared) {
        if (also == null || also.test(slot)) {
            found.offer(squared, slot);
        }
        return found.worst();
    }

    private static int isZero(int bits) {
        return ((bits | -bits) >>> 31) ^ 1;
    }

    private static int lacks(int bits, int wanted) {
        int missing = wanted & ~bits;
        return (missing | -missing) >>> 31;
    }

    /// The squares of a busy cell, in rings around the one nearest to the place, until a whole ring
    /// is too far. A square's distance is that of its projection, which is never longer.
    private void squares(int first, int shape, int radius, long x, long y, long z) {
        int level = CellSquares.level(shape);
        int last = (1 << level) - 1;
        long side = CellSquares.side(shape);
        long a = CellSquares.first(shape, x, y) + radius;
        long b = CellSquares.second(shape, y, z) + radius;
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
                            bucket(first + (i << level) + j, x, y, z);
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
