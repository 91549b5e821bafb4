package dev.antar.server.stream;

/// Lets through a rate with bursts. Takes the time as an argument.
final class TokenBucket {

    private final double perMilli;
    private final int burst;
    private double tokens;
    private long lastMillis;

    TokenBucket(int perSecond, int burst, long nowMillis) {
        this.perMilli = perSecond / 1_000.0;
        this.burst = burst;
        this.tokens = burst;
        this.lastMillis = nowMillis;
    }

    boolean take(long nowMillis) {
        tokens = Math.min(burst, tokens + (nowMillis - lastMillis) * perMilli);
        lastMillis = nowMillis;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
