package dev.antar.core.fleet;

import java.util.Arrays;

/// Unordered bags of drivers, each in one of [Blocks]. A cell owns one bucket or, when many drivers
/// are in it, a row of 4, 16, … buckets for its squares. One thread.
final class Buckets {

    static final int NONE = -1;
    static final int MAX_LEVEL = 5;

    /// A bucket's line: where its block starts, count, the block's size or -1 without one, cell.
    private static final int LINE = 4;

    private static final int BLOCK = 0;
    private static final int COUNT = 1;
    private static final int SIZE = 2;
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
            lines[at + SIZE] = NONE;
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
        int size = lines[at + SIZE];
        if (size == NONE) {
            lines[at + BLOCK] = blocks.take(0);
            lines[at + SIZE] = 0;
        } else if (count == Blocks.capacity(size)) {
            resize(at, count, size + 1);
        }
        lines[at + COUNT] = count + 1;
        return count;
    }

    /// Makes the bucket shorter by its last. Its block shrinks when it is far too large.
    void removeLast(int bucket) {
        int at = bucket * LINE;
        int count = --lines[at + COUNT];
        int size = lines[at + SIZE];
        if (count == 0) {
            blocks.give(lines[at + BLOCK], size);
            lines[at + SIZE] = NONE;
        } else if (size >= 2 && count <= Blocks.capacity(size - 2)) {
            resize(at, count, size - 1);
        }
    }

    /// Empties the bucket.
    void clear(int bucket) {
        int at = bucket * LINE;
        if (lines[at + SIZE] != NONE) {
            blocks.give(lines[at + BLOCK], lines[at + SIZE]);
            lines[at + SIZE] = NONE;
            lines[at + COUNT] = 0;
        }
    }

    long bytes() {
        return 4L * lines.length;
    }

    private void resize(int at, int count, int size) {
        int from = lines[at + BLOCK];
        int to = blocks.take(size);
        blocks.copy(from, to, count);
        blocks.give(from, lines[at + SIZE]);
        lines[at + BLOCK] = to;
        lines[at + SIZE] = size;
    }
}
