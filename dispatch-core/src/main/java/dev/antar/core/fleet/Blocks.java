package dev.antar.core.fleet;

import java.util.Arrays;

/// Memory for the drivers of an index: blocks of places side by side, without an object for each,
/// taken from pages that are never copied and given back to lists by size. One thread.
final class Blocks {

    /*
     * A place has a position (a `long`, see CellDrivers) and three facts, in two arrays: a search
     * reads the positions of a block in one go and the facts only of those near enough.
     *
     * Sizes grow by a quarter at most, so that a block is on average an eighth larger than what is
     * in it. A block larger than a page gets a page of its own.
     */

    /// The facts of a place, in this order.
    static final int FACTS = 3;

    static final int SLOT = 0;
    static final int BITS = 1;
    static final int SECONDS = 2;

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

    private long[][] positions = {};
    private int[][] facts = {};
    private int pages;
    private int bump = NONE;
    private int bumpEnd;
    private long places;
    private final int[] free = new int[SIZES];

    Blocks() {
        Arrays.fill(free, NONE);
    }

    static int capacity(int size) {
        return CAPACITY[size];
    }

    /// Takes a block of a size; answers where it starts.
    int take(int size) {
        int block = free[size];
        if (block != NONE) {
            free[size] = (int) positions(block)[offset(block)];
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
        positions(block)[offset(block)] = free[size];
        free[size] = block;
    }

    /// The array that holds a block's positions …
    long[] positions(int block) {
        return positions[block >> PAGE_SHIFT];
    }

    /// … the one that holds its facts …
    int[] facts(int block) {
        return facts[block >> PAGE_SHIFT];
    }

    /// … and where in the first it begins; facts begin at [#FACTS] times that.
    static int offset(int block) {
        return block & (PAGE - 1);
    }

    long bytes() {
        return places * (Long.BYTES + FACTS * Integer.BYTES) + 48L * pages;
    }

    private int addPage(int capacity) {
        if (pages == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(8, pages * 3 / 2));
            facts = Arrays.copyOf(facts, positions.length);
        }
        positions[pages] = new long[capacity];
        facts[pages] = new int[capacity * FACTS];
        places += capacity;
        return pages++ << PAGE_SHIFT;
    }
}
