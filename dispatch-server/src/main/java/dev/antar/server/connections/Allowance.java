package dev.antar.server.connections;

/// How many of something may come at the moment: it is used up and comes back with time. One
/// thread.
final class Allowance {

    private final double perNano;
    private final int burst;
    private double left;
    private long countedNanos;

    /// @param perSecond that come back
    /// @param burst at once, and at first
    Allowance(int perSecond, int burst, long nowNanos) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.left = burst;
        this.countedNanos = nowNanos;
    }

    /// Whether one more may come.
    boolean take(long nowNanos) {
        left = Math.min(burst, left + (nowNanos - countedNanos) * perNano);
        countedNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
