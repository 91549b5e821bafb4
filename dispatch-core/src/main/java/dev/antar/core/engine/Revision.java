package dev.antar.core.engine;

import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;

/// When offers go out, and when a match may be given to a better driver. Durations in milliseconds.
///
/// @param promptMillis a new job whose nearest driver is at most so far from the pickup, and whom
///   no other job that waits could have, is offered at once instead of in the next round; 0 for
///   never. Higher answers more jobs at once, lower lets far pickups wait for somebody nearer, 0 to
///   3600000
/// @param swaps whether a job may go to another driver after one has accepted it
/// @param swapMillis how much earlier the other must be at the pickup; more swaps less, 0 to
///   3600000
/// @param swapPercent the same as a share of the time that the present driver still needs, percent,
///   0 to 100; the larger of the two counts
/// @param nearMillis a driver this near to the pickup keeps the job, 0 to 3600000
public record Revision(
        int promptMillis, boolean swaps, int swapMillis, int swapPercent, int nearMillis) {

    /// Nothing is revised, and offers go out in rounds only.
    public static final Revision NONE = new Revision(0, false, 60_000, 25, 90_000);

    public Revision {
        require("promptMillis", promptMillis, 3_600_000);
        require("swapMillis", swapMillis, 3_600_000);
        require("swapPercent", swapPercent, 100);
        require("nearMillis", nearMillis, 3_600_000);
    }

    /// At once within a minute's drive where nobody competes; a swap for a minute and a quarter of
    /// the way, never in the last 90 seconds.
    public static Revision defaults() {
        return new Revision(60_000, true, 60_000, 25, 90_000);
    }

    /// The same, but an acceptance stands.
    public Revision withoutSwaps() {
        return new Revision(promptMillis, false, swapMillis, swapPercent, nearMillis);
    }

    /// What keeping a driver who still needs so long costs, compared with another: what he needs,
    /// less what another would have to gain.
    long stayMillis(int pickupMillis) {
        long gain = Math.max(swapMillis, (long) pickupMillis * swapPercent / 100);
        return pickupMillis - gain;
    }

    /// The same, taken apart.
    CostTerms stayTerms(int pickupMillis) {
        return CostTerms.of(
                CostTerm.APPROACH,
                pickupMillis,
                CostTerm.HYSTERESIS,
                stayMillis(pickupMillis) - pickupMillis);
    }

    private static void require(String field, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to " + max);
        }
    }
}
