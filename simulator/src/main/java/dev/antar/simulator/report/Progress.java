package dev.antar.simulator.report;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/// Tells how far a run is: a plain line every five seconds, and on a terminal a bar below them.
public final class Progress {

    private static final int BAR = 60;
    private static final String CLEARED = "\r\u001b[K";
    private static final long BAR_MILLIS = 200;
    private static final long LINE_MILLIS = 5_000;

    private final PrintStream out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private long nextMillis;
    private long nextLineMillis = LINE_MILLIS;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// On standard error, with a bar if that is a terminal.
    // Older Javas answered null where there is no terminal, and the compiler still reckons with it.
    @SuppressWarnings("SystemConsoleNull")
    public static Progress onStandardError() {
        Console console = System.console();
        return new Progress(System.err, console != null && console.isTerminal());
    }

    /// Shows nothing.
    public static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
    }

    /// Shows the state if it is time to.
    ///
    /// @param share of the work that is done, 0 to 1
    public void show(double share, String state) {
        long sinceStart = (System.nanoTime() - startNanos) / 1_000_000;
        if (sinceStart < nextMillis) {
            return;
        }
        nextMillis = sinceStart + (terminal ? BAR_MILLIS : LINE_MILLIS);
        double known = Math.clamp(share, 0, 1);
        String percent = String.format(Locale.ROOT, "%3.0f %%", 100 * known);
        if (!terminal) {
            out.println(percent + "  " + state);
            return;
        }
        if (sinceStart >= nextLineMillis) {
            nextLineMillis = sinceStart + LINE_MILLIS;
            out.println(CLEARED + percent + "  " + state);
        }
        int full = (int) (known * BAR);
        out.print(CLEARED + "[" + "█".repeat(full) + "░".repeat(BAR - full) + "] " + percent);
        out.flush();
    }

    /// Ends the bar's line.
    public void end() {
        if (terminal) {
            out.println();
        }
    }
}
