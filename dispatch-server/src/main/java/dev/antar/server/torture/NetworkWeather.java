package dev.antar.server.torture;

import java.util.SplittableRandom;

/// How the network is for everybody.
final class NetworkWeather {

    private static final int USUAL_MILLIS = 40;
    private static final int LAG_MILLIS = 2_000;
    private static final int LEAST_HANGING_MILLIS = 3_000;
    private static final int MOST_HANGING_MILLIS = 10_000;
    private static final int AGAIN_MILLIS = 8_000;

    private final VirtualTime time;
    private long lagUntilMillis;
    private long lossUntilMillis;
    private long lateUntilMillis;
    private long twiceUntilMillis;

    NetworkWeather(VirtualTime time) {
        this.time = time;
    }

    void lag(long untilMillis) {
        lagUntilMillis = Math.max(lagUntilMillis, untilMillis);
    }

    /// Requests and their answers get lost.
    void lose(long untilMillis) {
        lossUntilMillis = Math.max(lossUntilMillis, untilMillis);
    }

    /// Some requests hang on their way.
    void delayRequests(long untilMillis) {
        lateUntilMillis = Math.max(lateUntilMillis, untilMillis);
    }

    /// Some requests arrive twice.
    void repeatRequests(long untilMillis) {
        twiceUntilMillis = Math.max(twiceUntilMillis, untilMillis);
    }

    /// How long a request hangs on its way; 0 for most.
    long hangs(SplittableRandom random) {
        return time.nowMillis() < lateUntilMillis && random.nextInt(2) == 0
                ? LEAST_HANGING_MILLIS + random.nextInt(MOST_HANGING_MILLIS - LEAST_HANGING_MILLIS)
                : 0;
    }

    /// How long after a request the same arrives again; 0 for most, which do not.
    long again(SplittableRandom random) {
        return time.nowMillis() < twiceUntilMillis && random.nextInt(2) == 0
                ? 1L + random.nextInt(AGAIN_MILLIS)
                : 0;
    }

    long delay(SplittableRandom random) {
        boolean lag = time.nowMillis() < lagUntilMillis;
        return 1L + random.nextInt(lag ? LAG_MILLIS : USUAL_MILLIS);
    }

    boolean loses(SplittableRandom random) {
        return time.nowMillis() < lossUntilMillis && random.nextInt(3) == 0;
    }
}
