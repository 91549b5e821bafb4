package dev.antar.server.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Lets through so many requests a second, with bursts, from everybody together. Any thread.
final class Throttle {

    /* The generic cell rate algorithm (ITU-T I.371): the level is the time at which nothing would
    be taken any more, so taking is one comparison and one exchange. */

    private static final long SECOND_NANOS = 1_000_000_000;

    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanos;
    private final AtomicLong level;

    /// @param perSecond 1 to 1,000,000
    /// @param burst at least 1
    /// @param nanos a clock that never goes back
    Throttle(int perSecond, int burst, LongSupplier nanos) {
        this.intervalNanos = SECOND_NANOS / perSecond;
        this.burstNanos = intervalNanos * burst;
        this.nanos = nanos;
        this.level = new AtomicLong(nanos.getAsLong());
    }

    /// Whether one more may pass now.
    boolean take() {
        long now = nanos.getAsLong();
        while (true) {
            long before = level.get();
            long next = (before - now > 0 ? before : now) + intervalNanos;
            if (next - now > burstNanos) {
                return false;
            }
            if (level.compareAndSet(before, next)) {
                return true;
            }
        }
    }
}
