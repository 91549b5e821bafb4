package dev.antar.core.fleet;

import java.util.Arrays;

/// Unordered bags of drivers, each in one of [Blocks]. A cell owns one bucket or, when many drivers
/// are in it, a row of 4, 16, … buckets for its squares. One thread.
final class Buckets {

    static final int NONE = -1;
    static final int MAX_LEVEL = 5;

    /// A unit is given back when so many more places than it has are free.
    private static final int SPARE = 2;

    /// A bucket's line: where its block starts, count, the block's units, cell.
    private static final int LINE = 4;

    private static final int BLOCK = 0;
    private static final int COUNT = 1;
    private static final int UNITS = 2;
    private static final int CELL = 3;

    private final Blocks blocks;
    private int[] lines = new int[64 * LINE];
    private int taken;
    private final int[] freeRows = new int[MAX_LEVEL + 1];

    Buckets(Blocks blocks) {
        this.blocks = blocks;
        Arrays.fill(freeRows, NONE);
    }

    /// Takes a row of 4 to the power of `level` empty buckets for a cell; answers the first.
    int take(int level, int cell) {
        int row = freeRows[level];
        int length = 1 << (2 * level);
        if (row == NONE) {
            row = taken;
            taken += length;
            if (taken * LINE > lines.length) {
                int grown = lines.length / LINE / 8 * 9 + 8;
                lines = Arrays.copyOf(lines, Math.max(taken, grown) * LINE);
            }
        } else {
            freeRows[level] = lines[row * LINE];
        }
        for (int at = row * LINE; at < (row + length) * LINE; at += LINE) {
            lines[at + BLOCK] = 0;
            lines[at + COUNT] = 0;
            lines[at + UNITS] = 0;
            lines[at + CELL] = cell;
        }
        return row;
    }

    /// Gives a row of empty buckets back.
    void give(int row, int level) {
        lines[row * LINE] = freeRows[level];
        freeRows[level] = row;
    }

    int count(int bucket) {
        return lines[bucket * LINE + COUNT];
    }

    int cell(int bucket) {
        return lines[bucket * LINE + CELL];
    }

    /// The block of a bucket that is not empty.
    int block(int bucket) {
        return lines[bucket * LINE + BLOCK];
    }

    void renumber(int row, int level, int cell) {
        for (int bucket = row; bucket < row + (1 << (2 * level)); bucket++) {
            lines[bucket * LINE + CELL] = cell;
        }
    }

    /// Makes room for one more; answers his index in the bucket.
    int add(int bucket) {
        int at = bucket * LINE;
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
        int at = bucket * LINE;
        int count = --lines[at + COUNT];
        int units = lines[at + UNITS];
        int block = lines[at + BLOCK];
        if (count == 0) {
            blocks.give(block, units);
            lines[at + UNITS] = 0;
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
        int at = bucket * LINE;
        if (lines[at + UNITS] > 0) {
            blocks.give(lines[at + BLOCK], lines[at + UNITS]);
        }
        lines[at + UNITS] = 0;
        lines[at + COUNT] = 0;
    }

    long bytes() {
        return 4L * lines.length;
    }

    private void grow(int at, int count, int units) {
        if (units == 0) {
            lines[at + BLOCK] = blocks.take(1);
            lines[at + UNITS] = 1;
        } else if (blocks.extend(lines[at + BLOCK], units)) {
            lines[at + UNITS] = units + 1;
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
