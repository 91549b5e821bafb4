package dev.antar.core.fleet;

import java.util.Arrays;

/// Memory for the drivers of an index: blocks of places side by side, without an object for each.
/// One thread.
final class Blocks {

    /*
     * A place is two `long`s, his offset and who he is, and an `int`, the time of his fix. A search
     * reads the first two of everybody in a block, one after the other, as processors like it; the
     * time it reads of those who would enter its answer.
     *
     * A block is a run of units of four places within a page of 64 units, whose taken units are the
     * bits of a `long`: what is given back becomes one with what is free beside it. Pages are in
     * lists by their longest free run, so that the tightest fit is found at once, and a block that
     * must grow takes the next unit if that is free. In a city that drives for hours a tenth of the
     * memory stays free. A block larger than a page has arrays of its own.
     */

    /// Numbers of a place in [#places].
    static final int WIDTH = 2;

    static final int OFFSET = 0;
    static final int WHO = 1;

    /// Places in a unit.
    static final int UNIT = 4;

    private static final int NONE = -1;
    private static final int UNITS = 64;
    private static final int PAGE_SHIFT = 8;
    private static final int ARRAY_SHIFT = 12;
    private static final int ARRAY = 1 << ARRAY_SHIFT;
    private static final int PAGES = ARRAY >> PAGE_SHIFT;
    private static final long[] NOTHING = {};
    private static final int[] NO_SECONDS = {};

    private long[][] places = {};
    private int[][] seconds = {};
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

    static long who(int slot, int bits) {
        return ((long) slot << 32) | (bits & 0xFFFF_FFFFL);
    }

    static int slot(long who) {
        return (int) (who >> 32);
    }

    static int bits(long who) {
        return (int) who;
    }

    /// The array that holds a block's places …
    long[] places(int block) {
        return places[block >> ARRAY_SHIFT];
    }

    /// … the one that holds their times …
    int[] seconds(int block) {
        return seconds[block >> ARRAY_SHIFT];
    }

    /// … and at which place of them the block starts.
    static int start(int block) {
        return block & (ARRAY - 1);
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

    /// Adds a unit to a block where it lies; false if what follows is taken.
    boolean extend(int block, int units) {
        int page = block >> PAGE_SHIFT;
        int unit = unit(block) + units;
        if (units >= UNITS || unit >= UNITS || (taken[page] >>> unit & 1) != 0) {
            return false;
        }
        set(page, taken[page] | 1L << unit);
        return true;
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
        System.arraycopy(
                places(from), WIDTH * start(from), places(to), WIDTH * start(to), WIDTH * count);
        System.arraycopy(seconds(from), start(from), seconds(to), start(to), count);
    }

    long bytes() {
        return allPlaces * (WIDTH * Long.BYTES + Integer.BYTES) + 48L * arrays + 16L * taken.length;
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
        allPlaces -= seconds[array].length;
        places[array] = NOTHING;
        seconds[array] = NO_SECONDS;
        next[array * PAGES] = freeLarge;
        freeLarge = array;
    }

    private int addArray(int capacity, boolean paged) {
        if (arrays == places.length) {
            int more = arrays + arrays / 8 + 4;
            places = Arrays.copyOf(places, more);
            seconds = Arrays.copyOf(seconds, more);
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
        places[array] = new long[capacity * WIDTH];
        seconds[array] = new int[capacity];
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
