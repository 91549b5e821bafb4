package dev.antar.server.live;

/// How far apart a region's beats are: as close as they are shown while the region has time, and
/// the farther the less it has. Maps are the first that is made do with less. Any thread.
final class Pace {

    private static final int SHORTEST_MILLIS = LiveFeed.BEAT_MILLIS;
    private static final int LONGEST_MILLIS = 4_000;

    /// A beat that waited for so long found the region busy.
    private static final int BUSY_MILLIS = 50;

    /// Beats take at most one in so many of the region's milliseconds.
    private static final int SHARE = 30;

    private volatile int millis = SHORTEST_MILLIS;

    /// From one beat's beginning to the next's, milliseconds.
    int millis() {
        return millis;
    }

    /// Whether nothing speaks against an extra beat.
    boolean easy() {
        return millis == SHORTEST_MILLIS;
    }

    /// Tells of a beat. One caller at a time.
    ///
    /// @param waitedMillis for the region's thread
    /// @param tookMillis on it
    void beaten(long waitedMillis, long tookMillis) {
        int next = waitedMillis > BUSY_MILLIS ? millis * 2 : millis / 2;
        long least = Math.max(SHORTEST_MILLIS, tookMillis * SHARE);
        millis = (int) Math.min(LONGEST_MILLIS, Math.max(least, next));
    }
}
