package dev.antar.simulator.time;

import java.util.Arrays;

/// What is due when, in virtual time: entries come out by time, those of one moment in the order in
/// which they were put in, so that a run does not depend on anything else. One thread; no
/// allocation once it has grown.
public final class Agenda {

    private long[] atMillis = new long[1024];
    private long[] order = new long[1024];
    private int[] who = new int[1024];
    private int size;
    private long entered;

    public boolean isEmpty() {
        return size == 0;
    }

    /// When the next entry is due; not for an empty agenda.
    public long nextAtMillis() {
        return atMillis[0];
    }

    /// Puts an entry in.
    ///
    /// @param actor a number that means something to the caller
    public void add(long dueAtMillis, int actor) {
        if (size == who.length) {
            atMillis = Arrays.copyOf(atMillis, size * 2);
            order = Arrays.copyOf(order, size * 2);
            who = Arrays.copyOf(who, size * 2);
        }
        int i = size++;
        long rank = entered++;
        while (i > 0) {
            int parent = (i - 1) >> 1;
            if (atMillis[parent] < dueAtMillis
                    || (atMillis[parent] == dueAtMillis && order[parent] < rank)) {
                break;
            }
            copy(parent, i);
            i = parent;
        }
        atMillis[i] = dueAtMillis;
        order[i] = rank;
        who[i] = actor;
    }

    /// Takes the next entry out and answers whose it is.
    public int poll() {
        int first = who[0];
        size--;
        long at = atMillis[size];
        long rank = order[size];
        int last = who[size];
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(child + 1, atMillis[child], order[child])) {
                child++;
            }
            if (!before(child, at, rank)) {
                break;
            }
            copy(child, i);
            i = child;
        }
        atMillis[i] = at;
        order[i] = rank;
        who[i] = last;
        return first;
    }

    private boolean before(int i, long at, long rank) {
        return atMillis[i] < at || (atMillis[i] == at && order[i] < rank);
    }

    private void copy(int from, int to) {
        atMillis[to] = atMillis[from];
        order[to] = order[from];
        who[to] = who[from];
    }
}
