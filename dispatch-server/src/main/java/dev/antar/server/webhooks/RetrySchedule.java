package dev.antar.server.webhooks;

/// When a message is tried again after so many attempts: usually after 5 s, then each time after
/// three times as long, at most six hours, all spread by a fifth so that what failed together does
/// not come back together. Twelve attempts in not quite a day, then it is given up.
///
/// @param firstMillis after the first attempt
record RetrySchedule(long firstMillis) {

    static final int ATTEMPTS = 12;

    private static final long LAST_MILLIS = 6 * 3_600_000L;
    private static final int FACTOR = 3;
    private static final double SPREAD = 0.2;

    /// A receiver that asks to be left alone for longer is asked again all the same.
    private static final long MOST_ASKED_MILLIS = 3_600_000;

    /// @param attempts made, 1 or more
    /// @param askedSeconds what the receiver asked for, or 0
    /// @param chance from 0 to 1
    long millisAfter(int attempts, int askedSeconds, double chance) {
        long plain = firstMillis;
        for (int i = 1; i < attempts && plain < LAST_MILLIS; i++) {
            plain *= FACTOR;
        }
        plain = Math.min(plain, LAST_MILLIS);
        long spread = Math.round(plain * (1 - SPREAD + 2 * SPREAD * chance));
        return Math.max(spread, Math.min(MOST_ASKED_MILLIS, askedSeconds * 1_000L));
    }
}
