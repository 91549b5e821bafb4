package dev.antar.core.geo;

import java.util.Arrays;

/// Lattice keys to cell numbers: open addressing in one array, a key and its number side by side,
/// so that a look-up touches one cache line. Grows, never shrinks.
final class KeyMap {

    private static final long FREE = -1;

    private long[] table = freed(128);
    private int size;

    int get(long key) {
        long[] pairs = table;
        int mask = pairs.length - 2;
        for (int at = placeOf(key, mask); ; at = (at + 2) & mask) {
            if (pairs[at] == key) {
                return (int) pairs[at + 1];
            }
            if (pairs[at] == FREE) {
                return CellTable.NONE;
            }
        }
    }

    /// Adds a key, if it is not in.
    void put(long key, int number) {
        if (get(key) != CellTable.NONE) {
            return;
        }
        if (++size * 3 > table.length) {
            long[] old = table;
            table = freed(old.length * 2);
            for (int at = 0; at < old.length; at += 2) {
                if (old[at] != FREE) {
                    insert(old[at], old[at + 1]);
                }
            }
        }
        insert(key, number);
    }

    long bytes() {
        return 8L * table.length;
    }

    private void insert(long key, long number) {
        int mask = table.length - 2;
        int at = placeOf(key, mask);
        while (table[at] != FREE) {
            at = (at + 2) & mask;
        }
        table[at] = key;
        table[at + 1] = number;
    }

    private static int placeOf(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 31) & mask;
    }

    private static long[] freed(int length) {
        long[] table = new long[length];
        Arrays.fill(table, FREE);
        return table;
    }
}
