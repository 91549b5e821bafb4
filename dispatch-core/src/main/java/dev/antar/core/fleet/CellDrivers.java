package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

import java.util.Arrays;

/// Who is in which cell, and where in memory. One thread.
final class CellDrivers {

    /*
     * A driver's numbers lie in his bucket's block, and `homes` remembers bucket and index. A fix
     * that stays in the bucket reads two lines of memory, neither of which depends on the other, and
     * writes one or two. Leaving is a swap with the bucket's last.
     *
     * A cell with more than SPLIT drivers gets four buckets, one for each square of the box around
     * it, and again four for each when there are four times as many, up to 1,024. The squares are
     * those of the two coordinates in which the cell is widest, found by an addition and a shift.
     * So a search in a stadium looks at squares, not at 20,000 drivers. The level goes down again
     * when few are left, at less than half of what it went up at, so that nobody who walks to and
     * fro over the limit makes a cell flap.
     */

    /// No time is known, or it stays as it is.
    static final int SAME_TIME = Integer.MIN_VALUE;

    private static final int NOWHERE = -1;
    private static final int NO_BUCKET = -2;
    private static final int SPLIT = 64;
    private static final int JOIN = 6;

    /// A cell's line: first bucket, shape, count, then how many are in each counter but the first.
    private static final int LINE = 6;

    private static final int FIRST = 0;
    private static final int SHAPE = 1;
    private static final int COUNT = 2;

    private final Blocks blocks = new Blocks();
    private final Buckets buckets = new Buckets(blocks);
    private final Districts districts;
    private CellTable cells;
    private int[] homes = {};
    private int[] lines = {};
    private long[] moving = {};
    private int[] movingSeconds = {};
    private int size;
    private int occupied;

    CellDrivers(CellTable cells, Districts districts) {
        this.cells = cells;
        this.districts = districts;
    }

    Blocks blocks() {
        return blocks;
    }

    Buckets buckets() {
        return buckets;
    }

    CellTable cells() {
        return cells;
    }

    int size() {
        return size;
    }

    /// Every slot ever used is below this.
    int slots() {
        return homes.length / 2;
    }

    boolean contains(int slot) {
        return slot >= 0 && slot < homes.length / 2 && homes[2 * slot] != NOWHERE;
    }

    int countIn(int cell) {
        return cell * LINE < lines.length ? lines[cell * LINE + COUNT] : 0;
    }

    /// How many drivers of a cell are in a counter of [DriverBits#counter] other than 0.
    int countIn(int cell, int counter) {
        return cell * LINE < lines.length ? lines[cell * LINE + COUNT + counter] : 0;
    }

    int firstBucket(int cell) {
        return lines[cell * LINE + FIRST];
    }

    /// How the box around a cell is cut; see [CellSquares].
    int shape(int cell) {
        return lines[cell * LINE + SHAPE];
    }

    /// Moves a driver who is in and otherwise stays as he is.
    ///
    /// @param offset where he is, from the centre of the cell
    /// @param seconds when he was there, or [#SAME_TIME]
    void move(int slot, int cell, long offset, int seconds) {
        int bucket = homes[2 * slot];
        if (bucket == bucketAt(cell, offset)) {
            int block = buckets.block(bucket);
            int place = Blocks.start(block) + homes[2 * slot + 1];
            blocks.places(block)[place * Blocks.WIDTH] = offset;
            if (seconds != SAME_TIME) {
                blocks.seconds(block)[place] = seconds;
            }
        } else {
            int bits = bits(slot);
            int at = seconds == SAME_TIME ? seconds(slot) : seconds;
            leave(slot);
            enter(slot, cell, offset, bits, at);
        }
    }

    void mark(int slot, int bits) {
        int cell = buckets.cell(homes[2 * slot]);
        count(cell, bits(slot), -1);
        count(cell, bits, 1);
        int block = buckets.block(homes[2 * slot]);
        int place = Blocks.start(block) + homes[2 * slot + 1];
        blocks.places(block)[place * Blocks.WIDTH + Blocks.WHO] = Blocks.who(slot, bits);
    }

    /// Something of a cell's drivers; for the memory to be near when it is needed.
    long touchCell(int cell) {
        if (cell == CellTable.NONE || countIn(cell) == 0) {
            return 0;
        }
        int block = buckets.block(lines[cell * LINE + FIRST]);
        return blocks.places(block)[Blocks.start(block) * Blocks.WIDTH];
    }

    /// Which bucket a driver is in; for the memory to be near when it is needed.
    int touch(int slot) {
        return 2 * slot < homes.length ? homes[2 * slot] : NOWHERE;
    }

    void enter(int slot, int cell, long offset, int bits, int seconds) {
        ensureSlot(slot);
        if (cell * LINE >= lines.length || lines[cell * LINE + FIRST] == NOWHERE) {
            open(cell);
        }
        place(slot, bucketAt(cell, offset), offset, bits, seconds);
        count(cell, bits, 1);
        size++;
        int here = ++lines[cell * LINE + COUNT];
        if (here == 1) {
            occupied++;
            districts.occupied(cells, cell);
        }
        int level = CellSquares.level(shape(cell));
        if (here > SPLIT << (2 * level) && level < Buckets.MAX_LEVEL) {
            reshape(cell, level + 1);
        }
    }

    void leave(int slot) {
        int bucket = homes[2 * slot];
        int index = homes[2 * slot + 1];
        int cell = buckets.cell(bucket);
        count(cell, bits(slot), -1);
        int last = buckets.count(bucket) - 1;
        if (last != index) {
            int block = buckets.block(bucket);
            long[] places = blocks.places(block);
            int[] seconds = blocks.seconds(block);
            int to = Blocks.start(block) + index;
            int from = Blocks.start(block) + last;
            places[to * Blocks.WIDTH] = places[from * Blocks.WIDTH];
            places[to * Blocks.WIDTH + Blocks.WHO] = places[from * Blocks.WIDTH + Blocks.WHO];
            seconds[to] = seconds[from];
            homes[2 * Blocks.slot(places[to * Blocks.WIDTH + Blocks.WHO]) + 1] = index;
        }
        buckets.removeLast(bucket);
        homes[2 * slot] = NOWHERE;
        size--;
        int here = --lines[cell * LINE + COUNT];
        if (here == 0) {
            occupied--;
            districts.vacated(cell);
        }
        int level = CellSquares.level(shape(cell));
        if (level > 0 && here < JOIN << (2 * level)) {
            reshape(cell, level - 1);
        }
    }

    /// Whether so many of the cells known are empty that they are worth forgetting.
    boolean wastesCells() {
        return cells.size() > 16_384 && cells.size() > 8 * occupied;
    }

    /// Forgets the cells that nobody is in; numbers change.
    void forgetEmptyCells() {
        int[] old = lines;
        CellTable fewer = cells.only(cell -> countIn(cell) > 0);
        int[] kept = new int[fewer.size() * LINE];
        districts.clear();
        int next = 0;
        for (int at = 0; at < old.length; at += LINE) {
            if (old[at + FIRST] == NOWHERE) {
                continue;
            }
            int level = CellSquares.level(old[at + SHAPE]);
            if (old[at + COUNT] == 0) {
                buckets.give(old[at + FIRST], level);
            } else {
                System.arraycopy(old, at, kept, next * LINE, LINE);
                buckets.renumber(old[at + FIRST], level, next);
                districts.occupied(fewer, next++);
            }
        }
        lines = kept;
        cells = fewer;
    }

    long bytes() {
        return blocks.bytes()
                + buckets.bytes()
                + cells.bytes()
                + districts.bytes()
                + 4L * (homes.length + lines.length + movingSeconds.length)
                + 8L * moving.length;
    }

    private int bucketAt(int cell, long offset) {
        int at = cell * LINE;
        if (at >= lines.length) {
            return NO_BUCKET;
        }
        int shape = lines[at + SHAPE];
        return lines[at + FIRST]
                + (shape == 0 ? 0 : CellSquares.square(shape, cells.radius(cell), offset));
    }

    private void place(int slot, int bucket, long offset, int bits, int seconds) {
        int index = buckets.add(bucket);
        int block = buckets.block(bucket);
        int place = Blocks.start(block) + index;
        long[] places = blocks.places(block);
        places[place * Blocks.WIDTH] = offset;
        places[place * Blocks.WIDTH + Blocks.WHO] = Blocks.who(slot, bits);
        blocks.seconds(block)[place] = seconds;
        homes[2 * slot] = bucket;
        homes[2 * slot + 1] = index;
    }

    private int bits(int slot) {
        int block = buckets.block(homes[2 * slot]);
        int place = Blocks.start(block) + homes[2 * slot + 1];
        return Blocks.bits(blocks.places(block)[place * Blocks.WIDTH + Blocks.WHO]);
    }

    private int seconds(int slot) {
        int block = buckets.block(homes[2 * slot]);
        return blocks.seconds(block)[Blocks.start(block) + homes[2 * slot + 1]];
    }

    private void count(int cell, int bits, int change) {
        int counter = DriverBits.counter(bits);
        if (counter > 0) {
            lines[cell * LINE + COUNT + counter] += change;
        }
    }

    private void open(int cell) {
        if (cell * LINE >= lines.length) {
            int old = lines.length;
            lines = Arrays.copyOf(lines, Math.max(cells.size(), old / LINE / 8 * 9) * LINE);
            for (int at = old; at < lines.length; at += LINE) {
                lines[at + FIRST] = NOWHERE;
            }
        }
        lines[cell * LINE + FIRST] = buckets.take(0, cell);
    }

    /// Cuts a cell's box anew and distributes its drivers.
    private void reshape(int cell, int level) {
        int at = cell * LINE;
        int before = CellSquares.level(lines[at + SHAPE]);
        int first = lines[at + FIRST];
        ensureMoving(lines[at + COUNT]);
        int count = 0;
        for (int bucket = first; bucket < first + (1 << (2 * before)); bucket++) {
            int here = buckets.count(bucket);
            if (here > 0) {
                int block = buckets.block(bucket);
                int start = Blocks.start(block);
                System.arraycopy(
                        blocks.places(block),
                        start * Blocks.WIDTH,
                        moving,
                        count * Blocks.WIDTH,
                        here * Blocks.WIDTH);
                System.arraycopy(blocks.seconds(block), start, movingSeconds, count, here);
                count += here;
                buckets.clear(bucket);
            }
        }
        buckets.give(first, before);
        lines[at + FIRST] = buckets.take(level, cell);
        lines[at + SHAPE] =
                CellSquares.shape(
                        level,
                        cells.center(cell, 0),
                        cells.center(cell, 1),
                        cells.center(cell, 2),
                        cells.radius(cell));
        for (int i = 0; i < count; i++) {
            long offset = moving[i * Blocks.WIDTH];
            long who = moving[i * Blocks.WIDTH + Blocks.WHO];
            place(
                    Blocks.slot(who),
                    bucketAt(cell, offset),
                    offset,
                    Blocks.bits(who),
                    movingSeconds[i]);
        }
    }

    private void ensureMoving(int count) {
        if (count > movingSeconds.length) {
            movingSeconds = new int[count + count / 4];
            moving = new long[movingSeconds.length * Blocks.WIDTH];
        }
    }

    private void ensureSlot(int slot) {
        if (slot < 0) {
            throw new IllegalArgumentException("slot=" + slot + ": must not be negative");
        }
        if (2 * slot >= homes.length) {
            int old = homes.length;
            int grown = Math.max(slot + 1, Math.max(64, old / 2 / 8 * 9));
            homes = Arrays.copyOf(homes, 2 * grown);
            Arrays.fill(homes, old, homes.length, NOWHERE);
        }
    }
}
