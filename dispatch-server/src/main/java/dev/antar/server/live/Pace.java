package dev.antar.server.live;

/// How far apart a region's beats are: as close as they are shown while the region has time, and
/// the farther the less it has. Maps are the first that is made do with less. Any thread.
final class Pace {

    private static final int SHORTEST_MILLIS = LiveFeed.BEAT_MILLIS;
    private static final int LONGEST_MILLIS = 4_000;

    /// A beat that waited for so long found the region busy.
    private static final int BUSY_MILLIS = 50;

    /// Beats take at most one in so many of the region's milliseconds, unless they would come more
    /// rarely than [#LONGEST_MILLIS] for it.
    private static final int SHARE = 10;

    /// The same of a busy region, whose time others wait for.
    private static final int BUSY_SHARE = 30;

    /// An operator who moves his map is answered sooner than at the next beat, but never are beats
    /// closer together than this.
    private static final int EXTRA_MILLIS = 80;

    private volatile int millis = SHORTEST_MILLIS;

    /// By what the last beat took.
    private volatile int leastMillis;

    /// From one beat's beginning to the next's, milliseconds.
    int millis() {
        return Math.max(millis, leastMillis);
    }

    /// Whether it is time for the next beat, asked every [#SHORTEST_MILLIS].
    ///
    /// @param passedMillis since the last one began
    boolean due(long passedMillis) {
        // Half a beat too early is nearer than half a beat too late, where there is time.
        return passedMillis >= leastMillis && passedMillis + SHORTEST_MILLIS / 2 >= millis;
    }

    /// Whether nothing speaks against an extra beat.
    ///
    /// @param passedMillis since the last one began
    boolean mayComeSooner(long passedMillis) {
        return millis == SHORTEST_MILLIS && passedMillis >= Math.max(EXTRA_MILLIS, leastMillis);
    }

    /// Tells of a beat. One caller at a time.
    ///
    /// @param waitedMillis for the region's thread
    /// @param tookMillis on it
    void beaten(long waitedMillis, long tookMillis) {
        int next = waitedMillis > BUSY_MILLIS ? millis * 2 : millis / 2;
        millis = Math.clamp(next, SHORTEST_MILLIS, LONGEST_MILLIS);
        int share = millis > SHORTEST_MILLIS ? BUSY_SHARE : SHARE;
        leastMillis = (int) Math.min(LONGEST_MILLIS, tookMillis * share);
    }
}
