package dev.antar.server.torture;

import java.util.SplittableRandom;

/// How the network is for everybody.
final class NetworkWeather {

    private static final int USUAL_MILLIS = 40;
    private static final int LAG_MILLIS = 2_000;

    private final VirtualTime time;
    private long lagUntilMillis;
    private long lossUntilMillis;

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

    long delay(SplittableRandom random) {
        boolean lag = time.nowMillis() < lagUntilMillis;
        return 1L + random.nextInt(lag ? LAG_MILLIS : USUAL_MILLIS);
    }

    boolean loses(SplittableRandom random) {
        return time.nowMillis() < lossUntilMillis && random.nextInt(3) == 0;
    }
}
