package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

import java.util.Arrays;

/// Who is in which cell, and where in memory. One thread.
final class CellDrivers {

    /*
     * A driver's numbers lie in his bucket's block, and `homes` remembers bucket and index. A fix
     * that stays in the bucket reads his home, the bucket's line and his place, and writes the
     * place. Leaving is a swap with the bucket's last.
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
    private static final int SPLIT = 64;
    private static final int JOIN = 6;

    /// A cell's line: first bucket, count, then how many are in each counter but the first.
    private static final int LINE = 5;

    private static final int FIRST = 0;
    private static final int COUNT = 1;

    private final Blocks blocks = new Blocks();
    private final Buckets buckets = new Buckets(blocks);
    private final Districts districts;
    private CellTable cells;
    private final Homes homes = new Homes();
    private int[] cellLines = {};
    private int[] moving = {};
    private int size;
    private int occupied;
    private int reshapes;

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

    Homes homes() {
        return homes;
    }

    CellTable cells() {
        return cells;
    }

    int size() {
        return size;
    }

    /// How often buckets were given to other cells or squares, so that what was known of them holds
    /// no longer.
    int reshapes() {
        return reshapes;
    }

    int countIn(int cell) {
        return cell * LINE < cellLines.length ? cellLines[cell * LINE + COUNT] : 0;
    }

    /// How many drivers of a cell are in a counter of [DriverBits#counter] other than 0.
    int countIn(int cell, int counter) {
        return cell * LINE < cellLines.length ? cellLines[cell * LINE + COUNT + counter] : 0;
    }

    int firstBucket(int cell) {
        return cellLines[cell * LINE + FIRST];
    }

    /// Moves a driver who is in and otherwise stays as he is.
    ///
    /// @param offset where he is, from the centre of the cell
    /// @param seconds when he was there, or [#SAME_TIME]
    void move(int slot, int cell, long offset, int seconds) {
        int bucket = homes.bucket(slot);
        if (bucket == bucketAt(cell, offset)) {
            moveWithin(bucket, slot, offset, seconds);
        } else {
            int[] lines = linesOf(slot);
            int line = lineOf(slot);
            int bits = lines[line + Blocks.BITS];
            int before = lines[line + Blocks.SECONDS];
            leave(slot);
            enter(slot, cell, offset, bits, seconds == SAME_TIME ? before : seconds);
        }
    }

    /// Moves a driver who stays in his bucket.
    void moveWithin(int bucket, int slot, long offset, int seconds) {
        int block = buckets.block(bucket);
        int[] lines = blocks.lines(block);
        int line = Blocks.start(block) + homes.index(slot) * Blocks.LINE;
        Blocks.setOffset(lines, line, offset);
        if (seconds != SAME_TIME) {
            lines[line + Blocks.SECONDS] = seconds;
        }
    }

    void mark(int slot, int bits) {
        int cell = buckets.cell(homes.bucket(slot));
        int[] lines = linesOf(slot);
        int line = lineOf(slot);
        count(cell, lines[line + Blocks.BITS], -1);
        count(cell, bits, 1);
        lines[line + Blocks.BITS] = bits;
    }

    void enter(int slot, int cell, long offset, int bits, int seconds) {
        homes.ensure(slot);
        if (cell * LINE >= cellLines.length || cellLines[cell * LINE + FIRST] == NOWHERE) {
            open(cell);
        }
        place(slot, bucketAt(cell, offset), offset, bits, seconds);
        count(cell, bits, 1);
        size++;
        int here = ++cellLines[cell * LINE + COUNT];
        if (here == 1) {
            occupied++;
            districts.occupied(cells, cell);
        }
        int level = level(cell);
        if (here > SPLIT << (2 * level) && level < Buckets.MAX_LEVEL) {
            reshape(cell, level + 1);
        }
    }

    void leave(int slot) {
        int bucket = homes.bucket(slot);
        int index = homes.index(slot);
        int cell = buckets.cell(bucket);
        int block = buckets.block(bucket);
        int[] lines = blocks.lines(block);
        int line = Blocks.start(block) + index * Blocks.LINE;
        count(cell, lines[line + Blocks.BITS], -1);
        int last = buckets.count(bucket) - 1;
        if (last != index) {
            int from = Blocks.start(block) + last * Blocks.LINE;
            for (int i = 0; i < Blocks.LINE; i++) {
                lines[line + i] = lines[from + i];
            }
            homes.setIndex(lines[line + Blocks.SLOT], index);
        }
        buckets.removeLast(bucket);
        homes.leave(slot);
        size--;
        int here = --cellLines[cell * LINE + COUNT];
        if (here == 0) {
            occupied--;
            districts.vacated(cell);
        }
        int level = level(cell);
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
        int[] old = cellLines;
        CellTable fewer = cells.only(cell -> countIn(cell) > 0);
        int[] kept = new int[fewer.size() * LINE];
        reshapes++;
        districts.clear();
        int next = 0;
        for (int at = 0; at < old.length; at += LINE) {
            if (old[at + FIRST] == NOWHERE) {
                continue;
            }
            int level = CellSquares.level(buckets.shape(old[at + FIRST]));
            if (old[at + COUNT] == 0) {
                buckets.give(old[at + FIRST], level);
            } else {
                System.arraycopy(old, at, kept, next * LINE, LINE);
                buckets.renumber(old[at + FIRST], level, next);
                districts.occupied(fewer, next++);
            }
        }
        cellLines = kept;
        cells = fewer;
    }

    long bytes() {
        return blocks.bytes()
                + buckets.bytes()
                + cells.bytes()
                + districts.bytes()
                + homes.bytes()
                + 4L * (cellLines.length + moving.length);
    }

    /// The bucket of a point of a cell, or [Buckets#NONE] if the cell has none yet.
    int bucketAt(int cell, long offset) {
        int at = cell * LINE;
        if (at >= cellLines.length || cellLines[at + FIRST] == NOWHERE) {
            return Buckets.NONE;
        }
        return buckets.beside(cellLines[at + FIRST], offset);
    }

    private int level(int cell) {
        return CellSquares.level(buckets.shape(cellLines[cell * LINE + FIRST]));
    }

    /// The array that holds a driver's line …
    private int[] linesOf(int slot) {
        return blocks.lines(buckets.block(homes.bucket(slot)));
    }

    /// … and where in it.
    private int lineOf(int slot) {
        int block = buckets.block(homes.bucket(slot));
        return Blocks.start(block) + homes.index(slot) * Blocks.LINE;
    }

    private void place(int slot, int bucket, long offset, int bits, int seconds) {
        int index = buckets.add(bucket);
        homes.set(slot, bucket, index);
        int[] lines = linesOf(slot);
        int line = lineOf(slot);
        Blocks.setOffset(lines, line, offset);
        lines[line + Blocks.SLOT] = slot;
        lines[line + Blocks.BITS] = bits;
        lines[line + Blocks.SECONDS] = seconds;
    }

    private void count(int cell, int bits, int change) {
        int counter = DriverBits.counter(bits);
        if (counter > 0) {
            cellLines[cell * LINE + COUNT + counter] += change;
        }
    }

    private void open(int cell) {
        if (cell * LINE >= cellLines.length) {
            int old = cellLines.length;
            cellLines = Arrays.copyOf(cellLines, Math.max(cells.size(), old / LINE / 8 * 9) * LINE);
            for (int at = old; at < cellLines.length; at += LINE) {
                cellLines[at + FIRST] = NOWHERE;
            }
        }
        cellLines[cell * LINE + FIRST] = buckets.take(0, cells, cell);
    }

    /// Cuts a cell's box anew and distributes its drivers.
    private void reshape(int cell, int level) {
        reshapes++;
        int at = cell * LINE;
        int before = level(cell);
        int first = cellLines[at + FIRST];
        ensureMoving(cellLines[at + COUNT]);
        int count = 0;
        for (int bucket = first; bucket < first + (1 << (2 * before)); bucket++) {
            int here = buckets.count(bucket);
            if (here > 0) {
                int block = buckets.block(bucket);
                System.arraycopy(
                        blocks.lines(block),
                        Blocks.start(block),
                        moving,
                        count * Blocks.LINE,
                        here * Blocks.LINE);
                count += here;
                buckets.clear(bucket);
            }
        }
        buckets.give(first, before);
        cellLines[at + FIRST] = buckets.take(level, cells, cell);
        for (int i = 0; i < count; i++) {
            int line = i * Blocks.LINE;
            long offset = Blocks.offset(moving, line);
            place(
                    moving[line + Blocks.SLOT],
                    bucketAt(cell, offset),
                    offset,
                    moving[line + Blocks.BITS],
                    moving[line + Blocks.SECONDS]);
        }
    }

    private void ensureMoving(int count) {
        if (count * Blocks.LINE > moving.length) {
            moving = new int[(count + count / 4) * Blocks.LINE];
        }
    }
}
