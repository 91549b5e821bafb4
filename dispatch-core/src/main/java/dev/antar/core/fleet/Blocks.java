package dev.antar.core.fleet;

import java.util.Arrays;

/// Memory for the drivers of an index: blocks of places side by side, without an object for each.
/// One thread.
final class Blocks {

    /*
     * A place is a line of five `int`s: his offset in two halves, slot, bits, time of his fix. A
     * search reads the lines of a block one after the other, as processors like it, and a fix
     * writes one. With the times, or with times, slots and bits, in an array of their own, both
     * waited for twice as many lines of memory and took a quarter longer.
     *
     * A block is a run of units of four places within a page of 64 units, whose taken units are the
     * bits of a `long`: what is given back becomes one with what is free beside it. Pages are in
     * lists by their longest free run, so that the tightest fit is found at once. A block that must
     * grow moves, also when the next unit is free: taking that one leaves gaps that fit nobody, and
     * an eighth more memory stays free. A block larger than a page has arrays of its own.
     */

    /// A place's line: the halves of an [Offset], who he is, his bits, and when he was here in the
    /// seconds of [DriverFilter].
    static final int LINE = 5;

    static final int OFFSET = 0;
    static final int SLOT = 2;
    static final int BITS = 3;
    static final int SECONDS = 4;

    /// Places in a unit.
    static final int UNIT = 4;

    private static final int NONE = -1;
    private static final int UNITS = 64;
    private static final int PAGE_SHIFT = 8;
    private static final int ARRAY_SHIFT = 12;
    private static final int ARRAY = 1 << ARRAY_SHIFT;
    private static final int PAGES = ARRAY >> PAGE_SHIFT;
    private static final int[] NO_LINES = {};

    private int[][] lines = {};
    private int arrays;
    private int freeLarge = NONE;
    private long allPlaces;

    /// By page: units taken, and its neighbours in the list of its longest free run.
    private long[] taken = {};

    private int[] next = {};
    private int[] previous = {};
    private final int[] lists = new int[UNITS + 1];

    Blocks() {
        Arrays.fill(lists, NONE);
    }

    /// The array that holds the lines of a block's places …
    int[] lines(int block) {
        return lines[block >> ARRAY_SHIFT];
    }

    /// … and at which of its numbers the first one is.
    static int start(int block) {
        return (block & (ARRAY - 1)) * LINE;
    }

    static long offset(int[] lines, int line) {
        return (long) lines[line + OFFSET] << 32 | (lines[line + OFFSET + 1] & 0xFFFF_FFFFL);
    }

    static void setOffset(int[] lines, int line, long offset) {
        lines[line + OFFSET] = (int) (offset >> 32);
        lines[line + OFFSET + 1] = (int) offset;
    }

    /// How many units a block that holds so many units should have when it grows.
    static int grown(int units) {
        return units < UNITS ? units + 1 : units + units / 4;
    }

    /// Takes a block of so many units; answers where it starts.
    int take(int units) {
        if (units > UNITS) {
            return takeLarge(units);
        }
        int run = units;
        while (run <= UNITS && lists[run] == NONE) {
            run++;
        }
        if (run > UNITS) {
            addArray(ARRAY, true);
            run = UNITS;
        }
        int page = lists[run];
        int unit = Long.numberOfTrailingZeros(runs(~taken[page], units));
        set(page, taken[page] | mask(units) << unit);
        return (page << PAGE_SHIFT) + unit * UNIT;
    }

    /// Gives the last unit of a block back; false if it is too large for that.
    boolean shorten(int block, int units) {
        if (units > UNITS) {
            return false;
        }
        int page = block >> PAGE_SHIFT;
        set(page, taken[page] & ~(1L << (unit(block) + units - 1)));
        return true;
    }

    void give(int block, int units) {
        if (units > UNITS) {
            giveLarge(block);
        } else {
            int page = block >> PAGE_SHIFT;
            set(page, taken[page] & ~(mask(units) << unit(block)));
        }
    }

    void copy(int from, int to, int count) {
        System.arraycopy(lines(from), start(from), lines(to), start(to), LINE * count);
    }

    long bytes() {
        return allPlaces * LINE * Integer.BYTES + 48L * arrays + 16L * taken.length;
    }

    private int takeLarge(int units) {
        int array = freeLarge;
        if (array == NONE) {
            array = addArray(units * UNIT, false);
        } else {
            freeLarge = next[array * PAGES];
            fill(array, units * UNIT);
        }
        return array << ARRAY_SHIFT;
    }

    private void giveLarge(int block) {
        int array = block >> ARRAY_SHIFT;
        allPlaces -= lines[array].length / LINE;
        lines[array] = NO_LINES;
        next[array * PAGES] = freeLarge;
        freeLarge = array;
    }

    private int addArray(int capacity, boolean paged) {
        if (arrays == lines.length) {
            int more = arrays + arrays / 8 + 4;
            lines = Arrays.copyOf(lines, more);
            taken = Arrays.copyOf(taken, more * PAGES);
            next = Arrays.copyOf(next, more * PAGES);
            previous = Arrays.copyOf(previous, more * PAGES);
        }
        int array = arrays++;
        fill(array, capacity);
        for (int page = array * PAGES; page < (array + 1) * PAGES; page++) {
            if (paged) {
                link(page, UNITS);
            } else {
                taken[page] = -1;
            }
        }
        return array;
    }

    private void fill(int array, int capacity) {
        lines[array] = new int[capacity * LINE];
        allPlaces += capacity;
    }

    private void set(int page, long units) {
        int before = longestRun(~taken[page]);
        int after = longestRun(~units);
        taken[page] = units;
        if (before != after) {
            unlink(page, before);
            link(page, after);
        }
    }

    private void link(int page, int run) {
        int first = lists[run];
        next[page] = first;
        previous[page] = NONE;
        if (first != NONE) {
            previous[first] = page;
        }
        lists[run] = page;
    }

    private void unlink(int page, int run) {
        if (next[page] != NONE) {
            previous[next[page]] = previous[page];
        }
        if (previous[page] == NONE) {
            lists[run] = next[page];
        } else {
            next[previous[page]] = next[page];
        }
    }

    private static int unit(int block) {
        return (block & ((1 << PAGE_SHIFT) - 1)) / UNIT;
    }

    private static long mask(int units) {
        return units == UNITS ? -1 : (1L << units) - 1;
    }

    /// The bits from which on so many are set.
    private static long runs(long bits, int length) {
        long starts = bits;
        int known = 1;
        while (known < length) {
            int step = Math.min(known, length - known);
            starts &= starts >>> step;
            known += step;
        }
        return starts;
    }

    private static int longestRun(long bits) {
        int length = 0;
        for (long left = bits; left != 0; left &= left << 1) {
            length++;
        }
        return length;
    }
}
