package dev.antar.core.fleet;

import java.util.Arrays;

/// Unordered bags of drivers in [Chunks]. A cell owns one bucket or, when many drivers are in it, a
/// row of 4, 16, … buckets for its squares. One thread.
final class Buckets {

    static final int NONE = -1;
    static final int MAX_LEVEL = 5;

    /// A bucket's line: newest chunk, count, cell. Only the newest chunk may be partly filled.
    private static final int LINE = 4;

    private static final int HEAD = 0;
    private static final int COUNT = 1;
    private static final int CELL = 2;

    private final Chunks chunks;
    private int[] lines = new int[64 * LINE];
    private int taken;
    private final int[] freeRows = new int[MAX_LEVEL + 1];

    Buckets(Chunks chunks) {
        this.chunks = chunks;
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
                lines = Arrays.copyOf(lines, Math.max(taken * LINE, lines.length / 4 * 5));
            }
        } else {
            freeRows[level] = lines[row * LINE + HEAD];
        }
        for (int at = row * LINE; at < (row + length) * LINE; at += LINE) {
            lines[at + HEAD] = Chunks.NONE;
            lines[at + COUNT] = 0;
            lines[at + CELL] = cell;
        }
        return row;
    }

    /// Gives a row of empty buckets back.
    void give(int row, int level) {
        lines[row * LINE + HEAD] = freeRows[level];
        freeRows[level] = row;
    }

    int count(int bucket) {
        return lines[bucket * LINE + COUNT];
    }

    int cell(int bucket) {
        return lines[bucket * LINE + CELL];
    }

    /// The first of the bucket's chunks, or [Chunks#NONE].
    int head(int bucket) {
        return lines[bucket * LINE + HEAD];
    }

    /// How many drivers are in the first chunk of a bucket that is not empty; later ones are full.
    int countInHead(int bucket) {
        return ((lines[bucket * LINE + COUNT] - 1) & (Chunks.CHUNK - 1)) + 1;
    }

    void renumber(int row, int level, int cell) {
        for (int bucket = row; bucket < row + (1 << (2 * level)); bucket++) {
            lines[bucket * LINE + CELL] = cell;
        }
    }

    /// Makes room for one more; answers his place.
    int add(int bucket) {
        int at = bucket * LINE;
        int index = lines[at + COUNT]++ & (Chunks.CHUNK - 1);
        if (index == 0) {
            lines[at + HEAD] = chunks.take(lines[at + HEAD]);
        }
        return lines[at + HEAD] * Chunks.CHUNK + index;
    }

    /// Takes the last one away; answers the place where he was, whose numbers stay readable until
    /// the next [#add].
    int removeLast(int bucket) {
        int at = bucket * LINE;
        int index = --lines[at + COUNT] & (Chunks.CHUNK - 1);
        int place = lines[at + HEAD] * Chunks.CHUNK + index;
        if (index == 0) {
            lines[at + HEAD] = chunks.give(lines[at + HEAD]);
        }
        return place;
    }

    long bytes() {
        return 4L * lines.length;
    }
}
