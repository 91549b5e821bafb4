package dev.antar.core.fleet;

import java.util.Arrays;

/// Memory for the drivers of an index, without objects and without copying: chunks of eight
/// drivers, six numbers each, that are taken and given back one by one. One thread.
///
/// A driver's place is a number: that of his chunk times eight, plus his position in it.
final class Chunks {

    /// Drivers in a chunk.
    static final int CHUNK = 8;

    /// Numbers of a driver, in this order.
    static final int ENTRY = 6;

    static final int X = 0;
    static final int Y = 1;
    static final int Z = 2;
    static final int SLOT = 3;
    static final int BITS = 4;
    static final int SECONDS = 5;

    static final int NONE = -1;

    private static final int CHUNKS_PER_PAGE = 1024;
    private static final int PAGE_SHIFT = 10;
    private static final int PLACE_SHIFT = PAGE_SHIFT + 3;
    private static final int PLACE_MASK = (1 << PLACE_SHIFT) - 1;

    private int[][] pages = {};
    private int[] next = {};
    private int taken;
    private int free = NONE;

    /// Takes a chunk that is followed by another, or by [#NONE].
    int take(int follower) {
        int chunk = free;
        if (chunk == NONE) {
            if (taken == next.length) {
                addPage();
            }
            chunk = taken++;
        } else {
            free = next[chunk];
        }
        next[chunk] = follower;
        return chunk;
    }

    /// Gives a chunk back; answers its follower.
    int give(int chunk) {
        int follower = next[chunk];
        next[chunk] = free;
        free = chunk;
        return follower;
    }

    int next(int chunk) {
        return next[chunk];
    }

    /// The array that holds a chunk's or a place's numbers …
    int[] pageOfChunk(int chunk) {
        return pages[chunk >> PAGE_SHIFT];
    }

    int[] page(int place) {
        return pages[place >> PLACE_SHIFT];
    }

    /// … and where they begin in it.
    static int offsetOfChunk(int chunk) {
        return (chunk & (CHUNKS_PER_PAGE - 1)) * (CHUNK * ENTRY);
    }

    static int offset(int place) {
        return (place & PLACE_MASK) * ENTRY;
    }

    long bytes() {
        return pages.length * (4L * CHUNKS_PER_PAGE * CHUNK * ENTRY + 4L * CHUNKS_PER_PAGE + 24);
    }

    private void addPage() {
        int page = pages.length;
        pages = Arrays.copyOf(pages, page + 1);
        pages[page] = new int[CHUNKS_PER_PAGE * CHUNK * ENTRY];
        next = Arrays.copyOf(next, next.length + CHUNKS_PER_PAGE);
    }
}
