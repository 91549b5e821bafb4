package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

/// Brings the memory near that a search will probably read, all of it at the same time: the search
/// itself decides after each line whether it needs the next, and would wait for each alone. Changes
/// no answer. One thread.
final class Lookahead {

    /// How many drivers for each wanted one are read ahead: some do not pass the filter, and the
    /// farthest of the answer is not in the middle of nowhere.
    private static final int DRIVERS_PER_WANTED = 2;

    private static final int MOST_WANTED = 64;
    private static final int MOST_BUCKETS = 48;

    /// Numbers in a line of the processor's cache.
    private static final int CACHE_LINE = 16;

    private final CellDrivers drivers;
    private final Buckets buckets;
    private final Blocks blocks;
    private final int[] rows = new int[8];
    private final int[] planned = new int[MOST_BUCKETS];
    private int plans;

    /// Written only: a load whose value goes nowhere would be left out.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    Lookahead(CellDrivers drivers) {
        this.drivers = drivers;
        this.buckets = drivers.buckets();
        this.blocks = drivers.blocks();
    }

    /// Reads ahead what a search around a place will read.
    ///
    /// @param cells the first `count` are around it, its own first; or [CellTable#NONE]
    void read(int[] cells, int count, int px, int py, int pz, NearestDrivers found) {
        int occupied = 0;
        for (int i = 0; i < count; i++) {
            int cell = cells[i];
            if (cell != CellTable.NONE && drivers.countIn(cell) > 0) {
                rows[occupied++] = drivers.firstBucket(cell);
            }
        }
        if (occupied == 0) {
            return;
        }
        int own = cells[0] == CellTable.NONE ? 0 : drivers.countIn(cells[0]);
        double radius = buckets.radius(rows[0]);
        double wanted = Math.min(found.wanted(), MOST_WANTED) * DRIVERS_PER_WANTED;
        // A hexagon's area is 2.6 times that of the square over its radius.
        double squared = wanted * (2.6 / Math.PI) * radius * radius / Math.max(own, 1);
        long reach = (long) Math.sqrt(Math.min(squared, (double) found.worst()));
        plans = 0;
        for (int i = 0; i < occupied; i++) {
            plan(rows[i], px, py, pz, reach);
        }
        touch();
    }

    /// Plans the buckets of a cell that are within reach.
    private void plan(int row, int px, int py, int pz, long reach) {
        int shape = buckets.shape(row);
        int level = CellSquares.level(shape);
        int shift = CellSquares.shift(shape);
        long radius = buckets.radius(row);
        long x = (long) px - buckets.x(row);
        long y = (long) py - buckets.y(row);
        long z = (long) pz - buckets.z(row);
        long a = CellSquares.first(shape, x, y) + radius;
        long b = CellSquares.second(shape, y, z) + radius;
        if (Math.max(a, b) - reach > 2 * radius || Math.min(a, b) + reach < 0) {
            return;
        }
        long last = (1L << level) - 1;
        int endA = (int) Math.min(last, (a + reach) >> shift);
        int endB = (int) Math.min(last, (b + reach) >> shift);
        for (int i = (int) Math.max(0, (a - reach) >> shift); i <= endA; i++) {
            for (int j = (int) Math.max(0, (b - reach) >> shift); j <= endB; j++) {
                planned[plans] = row + (i << level) + j;
                plans = Math.min(plans + 1, MOST_BUCKETS - 1);
            }
        }
    }

    private void touch() {
        long sum = 0;
        for (int i = 0; i < plans; i++) {
            sum += buckets.count(planned[i]);
        }
        for (int i = 0; i < plans; i++) {
            int block = buckets.block(planned[i]);
            int[] lines = blocks.lines(block);
            int start = Blocks.start(block);
            int end = start + buckets.count(planned[i]) * Blocks.LINE;
            for (int at = start; at < end; at += CACHE_LINE) {
                sum += lines[at];
            }
        }
        touched += sum;
    }
}
