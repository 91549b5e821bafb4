package dev.antar.core.fleet;

import java.util.Arrays;

/// Where each driver is: his bucket, and his index in it. By slot; one thread.
final class Homes {

    static final int NOWHERE = -1;

    /// A slot's line: bucket, index.
    private static final int LINE = 2;

    private int[] lines = {};

    /// Every slot ever used is below this.
    int slots() {
        return lines.length / LINE;
    }

    boolean contains(int slot) {
        return slot >= 0 && slot < slots() && bucket(slot) != NOWHERE;
    }

    /// The bucket of a driver below [#slots], or [#NOWHERE].
    int bucket(int slot) {
        return lines[slot * LINE];
    }

    int index(int slot) {
        return lines[slot * LINE + 1];
    }

    void set(int slot, int bucket, int index) {
        lines[slot * LINE] = bucket;
        lines[slot * LINE + 1] = index;
    }

    void setIndex(int slot, int index) {
        lines[slot * LINE + 1] = index;
    }

    void leave(int slot) {
        set(slot, NOWHERE, 0);
    }

    /// Makes room for a slot.
    void ensure(int slot) {
        if (slot < 0) {
            throw new IllegalArgumentException("slot=" + slot + ": must not be negative");
        }
        if (slot >= slots()) {
            int old = slots();
            int grown = Math.max(slot + 1, Math.max(64, old / 8 * 9));
            lines = Arrays.copyOf(lines, LINE * grown);
            for (int free = old; free < grown; free++) {
                leave(free);
            }
        }
    }

    long bytes() {
        return 4L * lines.length;
    }
}
