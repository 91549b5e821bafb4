package dev.antar.core.fleet;

import java.util.Arrays;

/// Memory for the drivers of an index: blocks of places side by side, without an object for each,
/// taken from pages that are never copied and given back to lists by size. One thread.
final class Blocks {

    /*
     * A place is two `long`s, his offset and who he is, and an `int`, the time of his fix. A search
     * reads the first two of everybody in a block, one after the other, as processors like it; the
     * time it reads of those who would enter its answer.
     *
     * With who he is in an array of its own, a search took more than twice as long: whether a driver
     * is wanted is a guess that fails half the time, and each failed guess had to wait for memory.
     *
     * Sizes grow by a quarter at most, so that a block is on average an eighth larger than what is
     * in it. A block larger than a page gets a page of its own.
     */

    /// Numbers of a place in [#places].
    static final int WIDTH = 2;

    static final int OFFSET = 0;
    static final int WHO = 1;

    private static final int NONE = -1;
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE = 1 << PAGE_SHIFT;
    private static final int SIZES = 80;

    private static final int[] CAPACITY = new int[SIZES];

    static {
        for (int size = 0; size < SIZES; size++) {
            // 4, 8, 12, 16, then four steps to each doubling: 20, 24, 28, 32, 40, 48, 56, 64 …
            CAPACITY[size] = size < 4 ? 4 * (size + 1) : (4 + (size & 3) + 1) << (size / 4 + 1);
        }
    }

    private long[][] places = {};
    private int[][] seconds = {};
    private int pages;
    private int bump = NONE;
    private int bumpEnd;
    private long allPlaces;
    private final int[] free = new int[SIZES];

    Blocks() {
        Arrays.fill(free, NONE);
    }

    static int capacity(int size) {
        return CAPACITY[size];
    }

    static long who(int slot, int bits) {
        return ((long) slot << 32) | (bits & 0xFFFF_FFFFL);
    }

    static int slot(long who) {
        return (int) (who >> 32);
    }

    static int bits(long who) {
        return (int) who;
    }

    /// Takes a block of a size; answers where it starts.
    int take(int size) {
        int block = free[size];
        if (block != NONE) {
            free[size] = (int) places(block)[WIDTH * start(block)];
            return block;
        }
        int capacity = CAPACITY[size];
        if (capacity > PAGE) {
            return addPage(capacity);
        }
        if (bump == NONE || bump + capacity > bumpEnd) {
            bump = addPage(PAGE);
            bumpEnd = bump + PAGE;
        }
        block = bump;
        bump += capacity;
        return block;
    }

    void give(int block, int size) {
        places(block)[WIDTH * start(block)] = free[size];
        free[size] = block;
    }

    /// The array that holds a block's places …
    long[] places(int block) {
        return places[block >> PAGE_SHIFT];
    }

    /// … the one that holds their times …
    int[] seconds(int block) {
        return seconds[block >> PAGE_SHIFT];
    }

    /// … and at which place of them the block starts.
    static int start(int block) {
        return block & (PAGE - 1);
    }

    void copy(int from, int to, int count) {
        System.arraycopy(
                places(from), WIDTH * start(from), places(to), WIDTH * start(to), WIDTH * count);
        System.arraycopy(seconds(from), start(from), seconds(to), start(to), count);
    }

    long bytes() {
        return allPlaces * (WIDTH * Long.BYTES + Integer.BYTES) + 48L * pages;
    }

    private int addPage(int capacity) {
        if (pages == places.length) {
            places = Arrays.copyOf(places, Math.max(8, pages * 3 / 2));
            seconds = Arrays.copyOf(seconds, places.length);
        }
        places[pages] = new long[capacity * WIDTH];
        seconds[pages] = new int[capacity];
        allPlaces += capacity;
        return pages++ << PAGE_SHIFT;
    }
}
