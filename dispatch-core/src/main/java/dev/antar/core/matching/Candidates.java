package dev.antar.core.matching;

import java.util.Arrays;

/// The drivers considered for one job, cheapest first, ties by lower slot; and how many of those
/// near were left out for which reason, where that was asked for.
// Counters indexed by ordinal live and die with the process; nothing stores an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class Candidates {

    /// Nobody else could do the job.
    static final int NONE_LEFT_OUT = Integer.MAX_VALUE;

    private int[] slots = new int[16];
    private int[] costMillis = new int[16];
    private final int[] excluded = new int[Exclusion.values().length];
    private int count;
    private int leftOutMillis = NONE_LEFT_OUT;

    public int count() {
        return count;
    }

    public int slot(int i) {
        return slots[i];
    }

    /// The `i`-th candidate's cost in milliseconds.
    public int costMillis(int i) {
        return costMillis[i];
    }

    /// How many drivers the search met and removed for this reason.
    public int excluded(Exclusion reason) {
        return excluded[reason.ordinal()];
    }

    /// A cost in milliseconds which no driver that the search did not reach can beat.
    public int leftOutMillis() {
        return leftOutMillis;
    }

    /// Whether everybody who could do the job is in the list.
    public boolean complete() {
        return leftOutMillis == NONE_LEFT_OUT;
    }

    void clear() {
        count = 0;
        leftOutMillis = NONE_LEFT_OUT;
        Arrays.fill(excluded, 0);
    }

    void exclude(Exclusion reason) {
        excluded[reason.ordinal()]++;
    }

    /// Becomes what the other is.
    void copy(Candidates other) {
        if (slots.length < other.count) {
            slots = new int[other.slots.length];
            costMillis = new int[other.slots.length];
        }
        System.arraycopy(other.slots, 0, slots, 0, other.count);
        System.arraycopy(other.costMillis, 0, costMillis, 0, other.count);
        System.arraycopy(other.excluded, 0, excluded, 0, excluded.length);
        count = other.count;
        leftOutMillis = other.leftOutMillis;
    }

    /// Whether the driver is one of those found.
    boolean contains(int slot) {
        for (int i = 0; i < count; i++) {
            if (slots[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /// Puts this driver in at this cost, whether or not he is there at another.
    void put(int slot, int cost) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (slots[i] != slot) {
                slots[kept] = slots[i];
                costMillis[kept++] = costMillis[i];
            }
        }
        count = kept;
        add(slot, cost);
    }

    void leaveOut(int fromMillis) {
        leftOutMillis = fromMillis;
    }

    /// Keeps the order by insertion: they arrive almost sorted, as cost follows distance.
    void add(int slot, int cost) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, count * 2);
            costMillis = Arrays.copyOf(costMillis, count * 2);
        }
        int i = count++;
        while (i > 0
                && (costMillis[i - 1] > cost
                        || (costMillis[i - 1] == cost && slots[i - 1] > slot))) {
            slots[i] = slots[i - 1];
            costMillis[i] = costMillis[i - 1];
            i--;
        }
        slots[i] = slot;
        costMillis[i] = cost;
    }
}
