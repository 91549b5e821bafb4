package dev.antar.server.stream;

/// Lets through a rate with bursts. The bucket's level is one number that the caller keeps: with
/// many sockets an object for each would be the larger part of it.
///
/// @param perSecond how many tokens come back in a second, 1 to 1,000,000
/// @param burst how many there are at most, at least 1
record TokenBucket(int perSecond, int burst) {

    /* The generic cell rate algorithm (ITU-T I.371): instead of tokens and the time at which they
    were counted, the level is the time, in microseconds, at which the bucket will be full again.
    A bucket of `burst` tokens that is full at `level` has (burst * interval - (level - now)) /
    interval tokens now. No rounding, and time that goes back gives nothing. */

    /// A full bucket.
    static final long FULL = Long.MIN_VALUE;

    /// Not enough in the bucket; its level stays.
    static final long REFUSED = -1;

    private static final long MICROS = 1_000_000;

    TokenBucket {
        if (perSecond < 1 || perSecond > MICROS || burst < 1) {
            throw new IllegalArgumentException(
                    "perSecond=" + perSecond + ", burst=" + burst + ": must be from 1");
        }
    }

    /// Takes tokens out.
    ///
    /// @param level as this method returned it last, or [#FULL]
    /// @param nowMillis not negative
    /// @return the new level, or [#REFUSED]
    long take(long level, int tokens, long nowMillis) {
        long now = nowMillis * 1_000;
        long interval = MICROS / perSecond;
        long next = Math.max(level, now) + tokens * interval;
        return next - now > burst * interval ? REFUSED : next;
    }
}
