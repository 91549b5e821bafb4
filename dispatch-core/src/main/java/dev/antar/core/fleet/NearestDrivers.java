package dev.antar.core.fleet;

import dev.antar.core.geo.GreatCircle;

import java.util.Arrays;

/// The answer of a search, reused from one search to the next: slots nearest first, ties by lower
/// slot. One thread.
public final class NearestDrivers {

    // While a search runs: a heap with the farthest on top. After sort(): ascending.
    private double[] chordSquared = new double[16];
    private int[] slots = new int[16];
    private int count;
    private int wanted;
    private double limit;

    public int count() {
        return count;
    }

    /// The `i`-th nearest driver's slot.
    public int slot(int i) {
        return slots[i];
    }

    /// The `i`-th nearest driver's great-circle distance.
    public double meters(int i) {
        return GreatCircle.chordToMeters(Math.sqrt(chordSquared[i]));
    }

    void reset(int k) {
        count = 0;
        wanted = k;
        limit = Double.MAX_VALUE;
    }

    void limit(double maxChordSquared) {
        limit = maxChordSquared;
    }

    /// Whether nothing at or beyond this chord could still enter.
    boolean beats(double chord) {
        if (chord <= 0) {
            return false;
        }
        double squared = chord * chord;
        return squared > limit || (count == wanted && squared > chordSquared[0]);
    }

    boolean wants(double squared, int slot) {
        return squared <= limit && (count < wanted || !farther(squared, slot, 0));
    }

    void add(double squared, int slot) {
        if (count < wanted) {
            if (count == slots.length) {
                slots = Arrays.copyOf(slots, count * 2);
                chordSquared = Arrays.copyOf(chordSquared, count * 2);
            }
            int i = count++;
            while (i > 0 && farther(squared, slot, (i - 1) / 2)) {
                set(i, chordSquared[(i - 1) / 2], slots[(i - 1) / 2]);
                i = (i - 1) / 2;
            }
            set(i, squared, slot);
        } else {
            sink(squared, slot, count);
        }
    }

    void sort() {
        for (int end = count - 1; end > 0; end--) {
            double squared = chordSquared[end];
            int slot = slots[end];
            set(end, chordSquared[0], slots[0]);
            sink(squared, slot, end);
        }
    }

    /// Puts an element in place of the farthest of the first `length`.
    private void sink(double squared, int slot, int length) {
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= length) {
                break;
            }
            if (child + 1 < length && farther(chordSquared[child + 1], slots[child + 1], child)) {
                child++;
            }
            if (!farther(chordSquared[child], slots[child], squared, slot)) {
                break;
            }
            set(i, chordSquared[child], slots[child]);
            i = child;
        }
        set(i, squared, slot);
    }

    private boolean farther(double squared, int slot, int than) {
        return farther(squared, slot, chordSquared[than], slots[than]);
    }

    private static boolean farther(double squared, int slot, double thanSquared, int thanSlot) {
        return squared > thanSquared || (squared == thanSquared && slot > thanSlot);
    }

    private void set(int i, double squared, int slot) {
        chordSquared[i] = squared;
        slots[i] = slot;
    }
}
