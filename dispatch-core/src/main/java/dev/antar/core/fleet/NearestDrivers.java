package dev.antar.core.fleet;

import dev.antar.core.geo.GreatCircle;

import java.util.Arrays;

/// The answer of a search, reused from one search to the next: slots nearest first, ties by lower
/// slot. One thread.
public final class NearestDrivers {

    /// Up to so many, keeping them in order is faster than a heap that must be sorted in the end.
    private static final int FEW = 32;

    // While a search for more than FEW runs: a heap with the farthest on top. Else, and in the end:
    // ascending.
    private long[] chordSquared = new long[FEW];
    private int[] slots = new int[FEW];
    private int count;
    private int wanted;
    private double unit;
    private long limit;
    private long worst;

    public int count() {
        return count;
    }

    /// The `i`-th nearest driver's slot.
    public int slot(int i) {
        return slots[i];
    }

    /// The `i`-th nearest driver's great-circle distance, right to a centimetre.
    public double meters(int i) {
        return GreatCircle.chordToMeters(Math.sqrt((double) chordSquared[i]) * unit);
    }

    /// A distance that the `i`-th nearest driver certainly has, metres.
    public double atLeastMeters(int i) {
        // Both ends are rounded to the index's grid, by less than a unit each.
        return Math.max(0, meters(i) - 2 * unit * GreatCircle.EARTH_RADIUS_METERS);
    }

    void reset(int k, long maxChordSquared, double unitInRadii) {
        unit = unitInRadii;
        count = 0;
        wanted = k;
        limit = maxChordSquared;
        worst = maxChordSquared;
    }

    /// How many drivers the answer has at most.
    int wanted() {
        return wanted;
    }

    /// Nothing farther than this, squared, can enter.
    long worst() {
        return worst;
    }

    /// Whether nothing at or beyond this chord can enter.
    boolean beats(double chord) {
        return chord > 0 && chord * chord * 0.999999999 > worst;
    }

    void offer(long squared, int slot) {
        if (wanted <= FEW) {
            insert(squared, slot);
        } else if (count < wanted) {
            if (count == slots.length) {
                slots = Arrays.copyOf(slots, count * 2);
                chordSquared = Arrays.copyOf(chordSquared, count * 2);
            }
            rise(squared, slot);
            if (count == wanted) {
                worst = Math.min(limit, chordSquared[0]);
            }
        } else if (farther(chordSquared[0], slots[0], squared, slot)) {
            sink(squared, slot, count);
            worst = chordSquared[0];
        }
    }

    void sort() {
        if (wanted <= FEW) {
            return;
        }
        for (int end = count - 1; end > 0; end--) {
            long squared = chordSquared[end];
            int slot = slots[end];
            set(end, chordSquared[0], slots[0]);
            sink(squared, slot, end);
        }
    }

    private void insert(long squared, int slot) {
        int i = count;
        if (i == wanted) {
            i--;
            if (!farther(chordSquared[i], slots[i], squared, slot)) {
                return;
            }
        } else {
            count++;
        }
        while (i > 0 && farther(chordSquared[i - 1], slots[i - 1], squared, slot)) {
            set(i, chordSquared[i - 1], slots[i - 1]);
            i--;
        }
        set(i, squared, slot);
        if (count == wanted) {
            worst = Math.min(limit, chordSquared[count - 1]);
        }
    }

    private void rise(long squared, int slot) {
        int i = count++;
        while (i > 0) {
            int above = (i - 1) / 2;
            if (!farther(squared, slot, chordSquared[above], slots[above])) {
                break;
            }
            set(i, chordSquared[above], slots[above]);
            i = above;
        }
        set(i, squared, slot);
    }

    /// Puts an element in place of the farthest of the first `length`.
    private void sink(long squared, int slot, int length) {
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= length) {
                break;
            }
            if (child + 1 < length
                    && farther(
                            chordSquared[child + 1],
                            slots[child + 1],
                            chordSquared[child],
                            slots[child])) {
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

    private static boolean farther(long squared, int slot, long thanSquared, int thanSlot) {
        return squared > thanSquared || (squared == thanSquared && slot > thanSlot);
    }

    private void set(int i, long squared, int slot) {
        chordSquared[i] = squared;
        slots[i] = slot;
    }
}
