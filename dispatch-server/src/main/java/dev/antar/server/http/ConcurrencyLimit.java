package dev.antar.server.http;

/// How many requests may be under way at once, learned from how long changes take. While they are
/// answered within [#TARGET_NANOS] the limit grows as long as it is reached; when more than a tenth
/// takes longer, it shrinks. Any thread; knows no clock.
final class ConcurrencyLimit {

    /*
    Additive increase, multiplicative decrease, by windows. Commits are made in groups, so the time
    that a change takes grows with their number long before throughput stops growing: a limit that
    compares with the shortest time ever seen (Vegas), or with the usual one (Gradient), stops at a
    fraction of what the database can do, or creeps up under lasting load. An absolute bound says
    what matters: that whoever is let in has his answer soon. docs/decisions/0028 has the figures.

    After a step only what began since then counts: those before were let in by the old limit, and
    would make it shrink again and again for one cause. Far from the target it grows quickly, near
    it slowly: with a fifth down and a few percent up, one window in six is slow.
    */

    /// Groups of commits are still large with so many. Commits may be slow for another reason than
    /// that many ask, a disk or connections that break: then fewer at once are not answered any
    /// sooner, only fewer in a second, and with 64 a crowd grew before the door that never ended.
    static final int FLOOR = 128;

    /// The region looks up so many requests at once and refuses what comes beyond.
    static final int CEILING = 256;

    /// Enough for full throughput on small machines, before anything has been learned.
    static final int START = 160;

    /// A change that takes longer has waited for others. A fifth of the half second in which a
    /// driver's answer, which shares their commits, is to be there.
    static final long TARGET_NANOS = 100_000_000;

    /// The least time between two steps.
    static final long WINDOW_NANOS = 100_000_000;

    /// Fewer say nothing; the window goes on until there are so many.
    static final int LEAST_SAMPLES = 20;

    /// One in so many may take longer than the target.
    private static final int SLOW_SHARE = 10;

    private static final int DOWN_PERCENT = 80;
    private static final int UP_PERCENT = 104;
    private static final int FAR_UP_PERCENT = 120;

    private volatile int limit = START;
    private boolean begun;
    private long steppedNanos;
    private int samples;
    private int slow;

    /// Took more than half of the target.
    private int near;

    private int peak;

    /// From [#FLOOR] to [#CEILING].
    int get() {
        return limit;
    }

    /// Tells of a change that was carried out.
    ///
    /// @param startNanos when it was let in, by any clock that never goes back
    /// @param endNanos when it was answered, by the same clock
    /// @param underWay requests at that moment, itself included
    synchronized void sample(long startNanos, long endNanos, int underWay) {
        if (!begun) {
            begun = true;
            steppedNanos = startNanos;
        }
        if (startNanos - steppedNanos < 0) {
            return;
        }
        samples++;
        peak = Math.max(peak, underWay);
        if (endNanos - startNanos > TARGET_NANOS) {
            slow++;
        }
        if (endNanos - startNanos > TARGET_NANOS / 2) {
            near++;
        }
        if (samples >= LEAST_SAMPLES && endNanos - steppedNanos >= WINDOW_NANOS) {
            step(endNanos);
        }
    }

    private void step(long nowNanos) {
        int before = limit;
        if (slow * SLOW_SHARE > samples) {
            limit = Math.max(FLOOR, before * DOWN_PERCENT / 100);
        } else if (peak >= before) {
            int percent = near == 0 ? FAR_UP_PERCENT : UP_PERCENT;
            limit = Math.min(CEILING, before * percent / 100);
        }
        steppedNanos = nowNanos;
        samples = 0;
        slow = 0;
        near = 0;
        peak = 0;
    }
}
