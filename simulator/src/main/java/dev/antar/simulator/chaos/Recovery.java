package dev.antar.simulator.chaos;

import org.HdrHistogram.Histogram;

import java.util.List;

/// When a server is itself again after a rush: the first of some seconds in a row in which a
/// moderate load has its usual answers and nobody is refused.
final class Recovery {

    /// So many in a row.
    static final int SECONDS = 3;

    private static final double SLOWER = 2;

    private Recovery() {}

    /// How long it took.
    ///
    /// @param seconds since the rush ended, as far as they are over
    /// @param usualMillis what 99 of 100 took before the rush
    /// @return seconds until it was so, or -1 where it is not so yet
    static int seconds(List<Tally.Second> seconds, double usualMillis) {
        for (int i = 0; i + SECONDS <= seconds.size(); i++) {
            if (well(seconds.subList(i, i + SECONDS), usualMillis)) {
                return i;
            }
        }
        return -1;
    }

    /// What 99 of 100 creates and cancellations took in these seconds.
    static double millis(List<Tally.Second> some) {
        Histogram all = new Histogram(some.getFirst().changes());
        all.reset();
        some.forEach(second -> all.add(second.changes()));
        return all.getValueAtPercentile(99) / 1e3;
    }

    private static boolean well(List<Tally.Second> some, double usualMillis) {
        for (Tally.Second second : some) {
            if (second.refused() > 0 || second.done() == 0) {
                return false;
            }
        }
        return millis(some) <= SLOWER * usualMillis;
    }
}
