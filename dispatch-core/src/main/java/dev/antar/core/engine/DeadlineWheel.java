package dev.antar.core.engine;

import java.util.Arrays;

/// One deadline for each of many things numbered from 0. Setting one costs the same whatever else
/// is set, and allocates nothing; asking who is due costs what passed since it was last asked.
/// Exact to the millisecond, and in the same order on every replay. One thread.
final class DeadlineWheel {

    /*
     * A wheel of 1024 buckets of 64 ms; a bucket is a doubly linked list threaded through arrays by
     * number. A deadline more than a turn ahead waits in its bucket while the wheel passes over it.
     *
     * Agrona's DeadlineTimerWheel has the same idea with an array for each bucket, all of the length
     * that the fullest one needs: a million phones that are heard in one moment, as after a restart,
     * would take 8 GB. It also tells in order of insertion, which a restored region does not share
     * with the one that it goes on from; here it is by deadline, then by number.
     */

    static final long NONE = Long.MIN_VALUE;

    private static final int TICK_BITS = 6;
    private static final int BUCKETS = 1024;
    private static final int NOBODY = -1;

    private final int[] first = new int[BUCKETS];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    private long[] deadline = new long[64];
    private int[] bucketOf = new int[64];
    private long sweptTick;

    private long[] due = new long[64];
    private int dueCount;

    DeadlineWheel() {
        Arrays.fill(first, NOBODY);
        Arrays.fill(deadline, NONE);
    }

    /// When this one is due, epoch milliseconds, or [#NONE].
    long deadline(int number) {
        return number < deadline.length ? deadline[number] : NONE;
    }

    /// Sets or moves a deadline; one that has passed is due at the next sweep.
    void set(int number, long atMillis) {
        ensure(number);
        unlink(number);
        int bucket = (int) Math.max(atMillis >> TICK_BITS, sweptTick) & (BUCKETS - 1);
        deadline[number] = atMillis;
        bucketOf[number] = bucket;
        int behind = first[bucket];
        next[number] = behind;
        previous[number] = NOBODY;
        if (behind != NOBODY) {
            previous[behind] = number;
        }
        first[bucket] = number;
    }

    /// How far it has been swept, in steps of 64 ms.
    long sweptTick() {
        return sweptTick;
    }

    /// An empty wheel goes on from there.
    void restore(long swept) {
        sweptTick = swept;
    }

    void clear(int number) {
        if (deadline(number) != NONE) {
            unlink(number);
        }
    }

    /// Takes out everything due at `nowMillis`, and answers how many that are; which, [#due] tells
    /// until the next sweep.
    int sweep(long nowMillis) {
        dueCount = 0;
        long nowTick = nowMillis >> TICK_BITS;
        long from = Math.max(sweptTick, nowTick - BUCKETS + 1);
        sweptTick = Math.max(sweptTick, nowTick);
        for (long tick = from; tick <= sweptTick; tick++) {
            gather((int) tick & (BUCKETS - 1), nowMillis);
        }
        Arrays.sort(due, 0, dueCount);
        return dueCount;
    }

    /// The `i`-th that was due, by deadline, then by number; 24 days late is as late as any.
    int due(int i) {
        return (int) due[i];
    }

    private void gather(int bucket, long nowMillis) {
        int number = first[bucket];
        while (number != NOBODY) {
            int after = next[number];
            if (deadline[number] <= nowMillis) {
                if (dueCount == due.length) {
                    due = Arrays.copyOf(due, dueCount * 2);
                }
                // How late it is goes into the upper half, so that sorting puts the latest first.
                long late = Math.min(Integer.MAX_VALUE, nowMillis - deadline[number]);
                due[dueCount++] = ((Integer.MAX_VALUE - late) << Integer.SIZE) | number;
                unlink(number);
            }
            number = after;
        }
    }

    private void unlink(int number) {
        if (deadline[number] == NONE) {
            return;
        }
        int before = previous[number];
        int after = next[number];
        if (before == NOBODY) {
            first[bucketOf[number]] = after;
        } else {
            next[before] = after;
        }
        if (after != NOBODY) {
            previous[after] = before;
        }
        deadline[number] = NONE;
    }

    private void ensure(int number) {
        if (number >= deadline.length) {
            int old = deadline.length;
            int bigger = Math.max(number + 1, old * 2);
            next = Arrays.copyOf(next, bigger);
            previous = Arrays.copyOf(previous, bigger);
            bucketOf = Arrays.copyOf(bucketOf, bigger);
            deadline = Arrays.copyOf(deadline, bigger);
            Arrays.fill(deadline, old, bigger, NONE);
        }
    }
}
