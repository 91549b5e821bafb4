package dev.antar.simulator.wire;

/// How many frames may be sent now: `perSecond` on average, `burst` at once. Time is given in, in
/// milliseconds of any steady clock.
final class TokenBucket {

    private final double perMillisecond;
    private final double burst;
    private double tokens;
    private long refilledAtMillis;

    TokenBucket(double perSecond, double burst, long nowMillis) {
        this.perMillisecond = perSecond / 1000;
        this.burst = burst;
        this.tokens = burst;
        this.refilledAtMillis = nowMillis;
    }

    /// Takes a token; false when there is none.
    ///
    /// @param reserve how many must be left for others
    boolean take(long nowMillis, int reserve) {
        tokens = Math.min(burst, tokens + (nowMillis - refilledAtMillis) * perMillisecond);
        refilledAtMillis = nowMillis;
        if (tokens < 1 + reserve) {
            return false;
        }
        tokens--;
        return true;
    }
}
