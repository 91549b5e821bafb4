package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.SpherePoints;

/// Moves many drivers with the outcome of moving one after the other. One thread; nothing is
/// allocated.
final class GroupedMoves {

    /*
     * One fix waits for three lines of memory, each found by the one before: home, bucket, place. In
     * a large fleet that is most of its time. So a group of fixes goes through one stage after the
     * other, and a stage only reads, without a branch that depends on what it reads: then the
     * processor has a dozen lines on their way at any time. Whoever leaves his bucket, one in five,
     * has stages of his own, in which the memory of his new bucket is brought near.
     *
     * What the stages find is a guess until the last one, which goes through the fixes in their
     * order and writes. A fix that was proven to stay in a bucket does so if its driver is still in
     * that bucket and the buckets are still those of the same cells and squares. All others are
     * moved as one alone would be.
     */

    private static final int MOST = SpherePoints.MOST;

    private final CellDrivers drivers;
    private final Homes homes;
    private final Buckets buckets;
    private final Blocks blocks;
    private final SpherePoints points = new SpherePoints();
    private final long[] keys = new long[MOST];
    private final int[] homeBuckets = new int[MOST];
    private final int[] homeIndexes = new int[MOST];

    /// The bucket that the driver was in when the group began and is in after his fix, or
    /// [Buckets#NONE].
    private final int[] proven = new int[MOST];

    private final long[] offsets = new long[MOST];
    private final int[] homeBlocks = new int[MOST];

    /// The rows of those not proven to stay, and what is known of where they go.
    private final int[] leavers = new int[MOST + 1];

    private final int[] cells = new int[MOST];
    private final int[] targets = new int[MOST];

    /// Written only: a load whose value goes nowhere would be left out.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /// Moves a driver alone.
    @FunctionalInterface
    interface Alone {
        void move(int slot, double lat, double lng, long fixedAtMillis);
    }

    GroupedMoves(CellDrivers drivers) {
        this.drivers = drivers;
        this.homes = drivers.homes();
        this.buckets = drivers.buckets();
        this.blocks = drivers.blocks();
    }

    /// Moves the drivers from `from` on of these columns; somebody is in the index, and it has room
    /// for all of them.
    ///
    /// @param count at most [SpherePoints#MOST]
    void run(
            int count,
            int[] slots,
            double[] lats,
            double[] lngs,
            long[] fixedAtMillis,
            int from,
            Alone alone) {
        points.set(count, lats, lngs, from);
        drivers.cells().keysOf(points, count, keys);
        for (int i = 0; i < count; i++) {
            homeBuckets[i] = homes.bucket(slots[from + i]);
            homeIndexes[i] = homes.index(slots[from + i]);
        }
        for (int i = 0; i < count; i++) {
            // Somebody who is not in has bucket -1, of which nothing can be read.
            homeBlocks[i] = buckets.block(homeBuckets[i] & ~(homeBuckets[i] >> 31));
        }
        int leaving = prove(count);
        touchPlaces(count);
        prepare(leaving);
        int reshapes = drivers.reshapes();
        for (int i = 0; i < count; i++) {
            int slot = slots[from + i];
            int bucket = homes.bucket(slot);
            if (bucket == proven[i] && bucket != Homes.NOWHERE && reshapes == drivers.reshapes()) {
                drivers.moveWithin(
                        bucket, slot, offsets[i], DriverFilter.seconds(fixedAtMillis[from + i]));
            } else {
                leave(i, slot, lats[from + i], lngs[from + i], fixedAtMillis[from + i], alone);
            }
        }
    }

    /// Finds who stays in his bucket; answers how many rows are among the leavers.
    private int prove(int count) {
        CellTable table = drivers.cells();
        int leaving = 0;
        for (int i = 0; i < count; i++) {
            int bucket = homeBuckets[i] & ~(homeBuckets[i] >> 31);
            int x = table.onGrid(points.wholeX(i)) - buckets.x(bucket);
            int y = table.onGrid(points.wholeY(i)) - buckets.y(bucket);
            int z = table.onGrid(points.wholeZ(i)) - buckets.z(bucket);
            int holds = buckets.holding(bucket, keys[i], x, y, z) | (homeBuckets[i] >> 31);
            proven[i] = holds;
            offsets[i] = Offset.of(x, y, z);
            leavers[leaving] = i;
            leaving -= holds >> 31;
        }
        return leaving;
    }

    private void touchPlaces(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int line = Blocks.start(homeBlocks[i]) + homeIndexes[i] * Blocks.LINE;
            sum += blocks.lines(homeBlocks[i])[line];
        }
        touched += sum;
    }

    /// Brings near what it takes to move the leavers.
    private void prepare(int leaving) {
        CellTable table = drivers.cells();
        long sum = 0;
        for (int n = 0; n < leaving; n++) {
            cells[n] = table.withKey(keys[leavers[n]]);
        }
        for (int n = 0; n < leaving; n++) {
            // Which square a point is in can be asked only of its own cell.
            int cell = cells[n];
            int target =
                    cell == CellTable.NONE
                            ? Buckets.NONE
                            : drivers.bucketAt(cell, offsetIn(cell, leavers[n]));
            targets[n] = Math.max(0, target);
        }
        for (int n = 0; n < leaving; n++) {
            sum += touchLast(targets[n]);
            int bucket = Math.max(0, homeBuckets[leavers[n]]);
            sum += drivers.countIn(buckets.cell(bucket));
            targets[n] = touchLast(bucket);
        }
        for (int n = 0; n < leaving; n++) {
            sum += homes.index(targets[n]);
        }
        touched += sum;
    }

    /// The slot of whoever was put last into a bucket.
    private int touchLast(int bucket) {
        int block = buckets.block(bucket);
        int line = Blocks.start(block) + Math.max(0, buckets.count(bucket) - 1) * Blocks.LINE;
        return blocks.lines(block)[line + Blocks.SLOT];
    }

    private void leave(int i, int slot, double lat, double lng, long fixedAtMillis, Alone alone) {
        int cell = drivers.cells().withKey(keys[i]);
        if (cell == CellTable.NONE || !homes.contains(slot)) {
            alone.move(slot, lat, lng, fixedAtMillis);
        } else {
            drivers.move(slot, cell, offsetIn(cell, i), DriverFilter.seconds(fixedAtMillis));
        }
    }

    private long offsetIn(int cell, int i) {
        CellTable table = drivers.cells();
        return Offset.of(
                table.onGrid(points.wholeX(i)) - table.center(cell, 0),
                table.onGrid(points.wholeY(i)) - table.center(cell, 1),
                table.onGrid(points.wholeZ(i)) - table.center(cell, 2));
    }
}
