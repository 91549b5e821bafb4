package dev.antar.core.fleet;

/// How far a phone's clock is ahead of the region's. The engine's thread; no allocation.
final class PhoneClock {

    /*
     * What a phone says of its time reaches us late, so `phone - received` is the true offset less
     * the delay: the greatest of what we saw is the nearest to the truth, and no estimate is ever
     * too high. Hence a fix that would be from the future by a little raises the offset to what it
     * proves. A clock that was set shows as a step: at a hello, or as three fixes, at least a second
     * apart, that are all wrong by the same amount. A queue that is sent late, repeated fixes and a
     * phone that counts on do not look so: there the difference changes from one to the next.
     */

    /// Differences up to this are delay; beyond, somebody has set the clock.
    private static final int STEP_MILLIS = 5_000;

    private static final int SAME_MILLIS = 700;
    private static final int APART_MILLIS = 1_000;
    private static final int STRANGE_TO_STEP = 3;

    private long offsetMillis;
    private boolean compared;
    private long strangeOffset;
    private long strangeAtMillis;
    private int strange;

    /// Everything that it knows.
    record Image(
            long offsetMillis,
            boolean compared,
            long strangeOffset,
            long strangeAtMillis,
            int strange) {}

    Image image() {
        return new Image(offsetMillis, compared, strangeOffset, strangeAtMillis, strange);
    }

    void restore(Image image) {
        offsetMillis = image.offsetMillis;
        compared = image.compared;
        strangeOffset = image.strangeOffset;
        strangeAtMillis = image.strangeAtMillis;
        strange = image.strange;
    }

    /// Add to the region's time to get the phone's.
    long offsetMillis() {
        return offsetMillis;
    }

    /// The phone said what time it has.
    ///
    /// @return by how much the clock was set since, 0 if it was not
    long compare(long phoneMillis, long nowMillis, long maxOffsetMillis) {
        long seen = phoneMillis - nowMillis;
        strange = 0;
        if (Math.abs(seen) > maxOffsetMillis) {
            compared = false;
            offsetMillis = 0;
            return 0;
        }
        if (!compared) {
            // We learn of it now; the phone had this clock before as well.
            compared = true;
            offsetMillis = seen;
            return 0;
        }
        if (Math.abs(seen - offsetMillis) <= STEP_MILLIS) {
            offsetMillis = Math.max(offsetMillis, seen);
            return 0;
        }
        long by = seen - offsetMillis;
        offsetMillis = seen;
        return by;
    }

    /// A fix cannot have been taken after it arrived.
    void arrived(long phoneMillis, long nowMillis, long maxOffsetMillis) {
        strange = 0;
        long seen = phoneMillis - nowMillis;
        if (seen > offsetMillis && seen <= maxOffsetMillis) {
            offsetMillis = seen;
        }
    }

    /// A fix of an impossible time arrived.
    ///
    /// @return by how much the clock was set, if fixes agree that it was; 0 otherwise
    long strange(long phoneMillis, long nowMillis, long maxOffsetMillis) {
        long seen = phoneMillis - nowMillis;
        if (strange > 0 && nowMillis - strangeAtMillis < APART_MILLIS) {
            return 0;
        }
        boolean agrees = strange > 0 && Math.abs(seen - strangeOffset) <= SAME_MILLIS;
        strange = agrees ? strange + 1 : 1;
        strangeOffset = seen;
        strangeAtMillis = nowMillis;
        if (strange < STRANGE_TO_STEP || Math.abs(seen) > maxOffsetMillis) {
            return 0;
        }
        strange = 0;
        compared = true;
        long by = seen - offsetMillis;
        offsetMillis = seen;
        return by;
    }
}
