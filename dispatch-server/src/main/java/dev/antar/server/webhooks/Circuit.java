package dev.antar.server.webhooks;

/// Whether a receiver is worth trying. After five failures in a row it is left alone but for one
/// attempt now and then, first after a second, at last once a minute; one that succeeds lets all
/// through again. One thread.
final class Circuit {

    private static final int FAILURES = 5;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LAST_PAUSE_MILLIS = 60_000;

    private int failures;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private long probeAtMillis;

    /// How many attempts may be under way at once now.
    int room(int usual, long nowMillis) {
        if (!open()) {
            return usual;
        }
        return nowMillis >= probeAtMillis ? 1 : 0;
    }

    /// Whether the receiver is left alone.
    boolean open() {
        return failures >= FAILURES;
    }

    /// An attempt succeeded; says whether the receiver was left alone until now.
    boolean succeeded() {
        boolean wasOpen = open();
        failures = 0;
        pauseMillis = FIRST_PAUSE_MILLIS;
        return wasOpen;
    }

    /// An attempt failed; says for how long the receiver is left alone now, or 0 if it is not.
    long failed(long nowMillis) {
        failures++;
        if (!open()) {
            return 0;
        }
        long pause = pauseMillis;
        probeAtMillis = nowMillis + pause;
        pauseMillis = Math.min(LAST_PAUSE_MILLIS, 2 * pauseMillis);
        return pause;
    }
}
