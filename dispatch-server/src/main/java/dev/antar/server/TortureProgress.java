package dev.antar.server;

import dev.antar.server.torture.Outcome;

import java.io.Console;
import java.util.Locale;

/// How far a torture is, on standard error while it runs and in a line at its end: a bar on a
/// terminal, elsewhere a line now and then.
final class TortureProgress {

    private static final int BAR = 30;
    private static final long SHOW_NANOS = 500_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final long seeds;
    private final long millis;
    private final long beganNanos = System.nanoTime();
    private final boolean terminal;
    private long shownNanos = beganNanos;
    private long runs;
    private long virtualMillis;
    private long events;

    /// @param seeds that there will be, or 0 where it is a matter of time
    /// @param millis after which it is over
    // Older Javas answered null where there is no terminal, and the compiler still reckons with it.
    @SuppressWarnings("SystemConsoleNull")
    TortureProgress(long seeds, long millis) {
        this.seeds = seeds;
        this.millis = millis;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    boolean over() {
        return realMillis() >= millis;
    }

    void ran(Outcome outcome) {
        runs++;
        virtualMillis += outcome.passedMillis();
        events += outcome.events();
        long now = System.nanoTime();
        if (now - shownNanos < (terminal ? SHOW_NANOS : LINE_NANOS)) {
            return;
        }
        shownNanos = now;
        double share = seeds > 0 ? (double) runs / seeds : (double) realMillis() / millis;
        if (terminal) {
            int full = (int) (Math.min(1, share) * BAR);
            System.err.print(
                    "\r[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + summary() + "  ");
        } else {
            System.err.printf(Locale.ROOT, "%3.0f %%: %s%n", 100 * Math.min(1, share), summary());
        }
    }

    void clear() {
        if (terminal) {
            System.err.print("\r" + " ".repeat(BAR + 90) + "\r");
        }
    }

    /// Seeds, their time, and how much faster than real time.
    String summary() {
        long real = Math.max(1, realMillis());
        return String.format(
                Locale.ROOT,
                "%d seeds in %.1f s, %.1f h of their own time, %d x real time, %.1f ms a seed,"
                        + " %d events",
                runs,
                real / 1e3,
                virtualMillis / 3.6e6,
                virtualMillis / real,
                (double) real / Math.max(1, runs),
                events);
    }

    private long realMillis() {
        return (System.nanoTime() - beganNanos) / 1_000_000;
    }
}
