package dev.antar.server.http;

/// How many may be refused at once. A refusal is received and sent like any answer, so that a
/// server which refused four of five requests as they came would spend a good part of its time on
/// it. It refuses one for every [#ANSWERS] that it carries out, and so never spends more than a
/// small part of what it can do. One thread.
final class RefusalBudget {

    static final int ANSWERS = 8;

    /// Where hardly anything can be carried out, so many a second are refused all the same.
    static final int LEAST_PER_SECOND = 50;

    /// As many as may be saved up while nobody was refused.
    static final int MOST = 100;

    private static final double NANOS = 1e9;

    private double refusals = MOST;
    private boolean begun;
    private long earnedNanos;

    /// One that was let in is over.
    void answered() {
        earn(1.0 / ANSWERS);
    }

    /// Whether one more may be refused now; if so, it counts.
    ///
    /// @param nowNanos by any clock that never goes back
    boolean spend(long nowNanos) {
        if (begun) {
            earn((nowNanos - earnedNanos) / NANOS * LEAST_PER_SECOND);
        }
        begun = true;
        earnedNanos = nowNanos;
        if (refusals < 1) {
            return false;
        }
        refusals--;
        return true;
    }

    private void earn(double more) {
        refusals = Math.min(MOST, refusals + more);
    }
}
