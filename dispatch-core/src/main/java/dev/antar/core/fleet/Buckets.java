package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

import java.util.Arrays;

/// Unordered bags of drivers, each in one of [Blocks]. A cell owns one bucket or, when many drivers
/// are in it, a row of 4, 16, … buckets for its squares. One thread.
final class Buckets {

    /*
     * Whoever looks at a bucket, be it for a fix that stays in it or for a search, needs its cell's
     * centre and shape too. So they are in its line: one line of the processor's cache holds all
     * that must be read, and what is read does not depend on what else was read.
     */

    static final int NONE = -1;
    static final int MAX_LEVEL = 5;

    /// A unit is given back when so many more places than it has are free.
    private static final int SPARE = 8;

    /// A bucket's line: what is its own …
    private static final int UNITS = 0;

    private static final int BLOCK = 1;
    private static final int COUNT = 2;

    /// … and what it has in common with the others of its cell: the number of the cell, its key in
    /// two halves, its centre, radius and shape, the first bucket of its row.
    private static final int CELL = 3;

    private static final int KEY = 4;
    private static final int X = 6;
    private static final int Y = 7;
    private static final int Z = 8;
    private static final int RADIUS = 9;
    private static final int SHAPE = 10;
    private static final int ROW = 11;

    private static final int LINE = 16;

    /// Unused, so that a bucket's line is one line of the processor's cache: an array's header has
    /// 16 bytes, and large arrays begin where such a line begins.
    private static final int MARGIN = 12;

    private final Blocks blocks;
    private int[] lines = new int[MARGIN + 64 * LINE];
    private int taken;
    private final int[] freeRows = new int[MAX_LEVEL + 1];

    Buckets(Blocks blocks) {
        this.blocks = blocks;
        Arrays.fill(freeRows, NONE);
    }

    /// Takes a row of 4 to the power of `level` empty buckets for a cell; answers the first.
    int take(int level, CellTable cells, int cell) {
        int row = freeRows[level];
        int length = 1 << (2 * level);
        if (row == NONE) {
            row = taken;
            taken += length;
            if (at(taken) > lines.length) {
                int grown = lines.length / LINE / 8 * 9 + 8;
                lines = Arrays.copyOf(lines, at(Math.max(taken, grown)));
            }
        } else {
            freeRows[level] = lines[at(row) + UNITS];
        }
        int first = at(row);
        describe(first, level, cells, cell);
        lines[first + ROW] = row;
        for (int at = first + LINE; at < at(row + length); at += LINE) {
            System.arraycopy(lines, first, lines, at, LINE);
        }
        return row;
    }

    /// Gives a row of empty buckets back.
    void give(int row, int level) {
        lines[at(row) + UNITS] = freeRows[level];
        freeRows[level] = row;
    }

    int count(int bucket) {
        return lines[at(bucket) + COUNT];
    }

    int cell(int bucket) {
        return lines[at(bucket) + CELL];
    }

    /// The block of a bucket; some block if it is empty.
    int block(int bucket) {
        return lines[at(bucket) + BLOCK];
    }

    /// The centre of a bucket's cell.
    int x(int bucket) {
        return lines[at(bucket) + X];
    }

    int y(int bucket) {
        return lines[at(bucket) + Y];
    }

    int z(int bucket) {
        return lines[at(bucket) + Z];
    }

    /// The radius of a bucket's cell.
    int radius(int bucket) {
        return lines[at(bucket) + RADIUS];
    }

    /// How the box around a bucket's cell is cut; see [CellSquares].
    int shape(int bucket) {
        return lines[at(bucket) + SHAPE];
    }

    /// In which bucket of the same cell a point of the cell is, as an offset from its centre.
    int beside(int bucket, long offset) {
        return beside(at(bucket), Offset.x(offset), Offset.y(offset), Offset.z(offset));
    }

    /// The bucket if a point is surely in it, else [#NONE]. Without a branch: what is compared may
    /// be waited for in a group of fixes, and a wrong guess would throw away what was fetched for
    /// the others.
    ///
    /// @param key of the point's cell, as [CellTable] tells
    /// @param x from the centre of the bucket's cell
    int holding(int bucket, long key, int x, int y, int z) {
        int at = at(bucket);
        int differs =
                (lines[at + KEY] ^ (int) (key >>> 32))
                        | (lines[at + KEY + 1] ^ (int) key)
                        | (beside(at, x, y, z) ^ bucket);
        return bucket | ((differs | -differs) >> 31);
    }

    private int beside(int at, long x, long y, long z) {
        int shape = lines[at + SHAPE];
        return lines[at + ROW] + CellSquares.square(shape, lines[at + RADIUS], x, y, z);
    }

    void renumber(int row, int level, int cell) {
        for (int bucket = row; bucket < row + (1 << (2 * level)); bucket++) {
            lines[at(bucket) + CELL] = cell;
        }
    }

    /// Makes room for one more; answers his index in the bucket.
    int add(int bucket) {
        int at = at(bucket);
        int count = lines[at + COUNT];
        int units = lines[at + UNITS];
        if (count == units * Blocks.UNIT) {
            grow(at, count, units);
        }
        lines[at + COUNT] = count + 1;
        return count;
    }

    /// Makes the bucket shorter by its last.
    void removeLast(int bucket) {
        int at = at(bucket);
        int count = --lines[at + COUNT];
        int units = lines[at + UNITS];
        int block = lines[at + BLOCK];
        if (count == 0) {
            clear(bucket);
        } else if (count + Blocks.UNIT + SPARE < units * Blocks.UNIT) {
            if (blocks.shorten(block, units)) {
                lines[at + UNITS] = units - 1;
            } else if (count * 2 < units * Blocks.UNIT) {
                relocate(at, count, units, units / 2 + units / 8);
            }
        }
    }

    /// Empties the bucket.
    void clear(int bucket) {
        int at = at(bucket);
        if (lines[at + UNITS] > 0) {
            blocks.give(lines[at + BLOCK], lines[at + UNITS]);
        }
        // Block 0 is never given up, so that whoever reads ahead reads something.
        lines[at + BLOCK] = 0;
        lines[at + UNITS] = 0;
        lines[at + COUNT] = 0;
    }

    long bytes() {
        return 4L * lines.length;
    }

    private static int at(int bucket) {
        return MARGIN + bucket * LINE;
    }

    private void describe(int at, int level, CellTable cells, int cell) {
        Arrays.fill(lines, at, at + LINE, 0);
        long key = cells.key(cell);
        int x = cells.center(cell, 0);
        int y = cells.center(cell, 1);
        int z = cells.center(cell, 2);
        lines[at + CELL] = cell;
        lines[at + KEY] = (int) (key >>> 32);
        lines[at + KEY + 1] = (int) key;
        lines[at + X] = x;
        lines[at + Y] = y;
        lines[at + Z] = z;
        lines[at + RADIUS] = cells.radius(cell);
        lines[at + SHAPE] = CellSquares.shape(level, x, y, z, cells.radius(cell));
    }

    private void grow(int at, int count, int units) {
        if (units == 0) {
            lines[at + BLOCK] = blocks.take(1);
            lines[at + UNITS] = 1;
        } else {
            relocate(at, count, units, Blocks.grown(units));
        }
    }

    private void relocate(int at, int count, int from, int to) {
        int block = blocks.take(to);
        blocks.copy(lines[at + BLOCK], block, count);
        blocks.give(lines[at + BLOCK], from);
        lines[at + BLOCK] = block;
        lines[at + UNITS] = to;
    }
}
