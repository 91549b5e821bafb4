package dev.antar.simulator.wire;

import java.util.random.RandomGenerator;

/// How long to wait before the next attempt to connect: even between 0 and a bound that doubles
/// with each failure (full jitter), so that clients cut off together do not come back together.
final class Backoff {

    private static final int MAX_DOUBLINGS = 16;

    private final RandomGenerator random;
    private int minMillis;
    private int maxMillis;
    private int failures;

    Backoff(int minMillis, int maxMillis, RandomGenerator random) {
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
        this.random = random;
    }

    /// What the server asks for.
    void bounds(int min, int max) {
        minMillis = Math.max(1, min);
        maxMillis = Math.max(minMillis, max);
    }

    void succeeded() {
        failures = 0;
    }

    /// At least a millisecond.
    long nextMillis() {
        long bound = Math.min(maxMillis, (long) minMillis << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return 1 + random.nextLong(bound);
    }
}
