package dev.antar.simulator.chaos;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Measures what a server can do: so many customers at once that it is never idle, each of whom
/// waits for his answer. The drill's thread.
final class CapacityMeter {

    private static final int CUSTOMERS = 128;

    /// By less than this it has not got faster.
    private static final double BETTER = 1.05;

    private static final int NO_BETTER = 3;

    /// Windows in which its code is being compiled.
    private static final int COMPILING = 10;

    /// Windows after which it is warm.
    private static final int WARM = 20;

    /// Windows after a checkpoint, in which pages are written whole.
    private static final int AFTER_CHECKPOINT = 6;

    /// Windows after a rest.
    private static final int AFTER_REST = 2;

    /// A machine that has no time for us for a few seconds is not to end the run.
    private static final double LEAST_PER_SECOND = 20;

    /// More of PostgreSQL's log than is written between two checkpoints of the drill, megabytes.
    private static final int LOG_MEGABYTES = 2_048;

    private static final int MESSAGE_MEGABYTES = 16;

    private final Stage stage;
    private final Rush rush;
    private final Duration window;
    private final Duration span;
    private double best;

    /// @param window warm-ups go in these
    /// @param span what is measured
    CapacityMeter(Stage stage, Rush rush, Duration window, Duration span) {
        this.stage = stage;
        this.rush = rush;
        this.window = window;
        this.span = span;
    }

    /// The most that it did a second so far, for seconds at least.
    double best() {
        return best;
    }

    /// Writes as much into the database's log as the drill will between two checkpoints. A database
    /// that has been in use has files for that, which it uses again; one that was made a minute ago
    /// has to make each, 16 MB of zeros, at the moment in which it is needed.
    void fillLog() throws SQLException {
        try (var connection = stage.connect();
                Statement statement = connection.createStatement()) {
            for (int written = 0; written < LOG_MEGABYTES; written += MESSAGE_MEGABYTES) {
                statement.execute(
                        "select pg_logical_emit_message(false, 'antar', repeat('-', "
                                + MESSAGE_MEGABYTES
                                + " * 1048576))");
            }
        }
    }

    /// A server that has just begun is slow; what it can do is what it can do after this.
    void warmUp() throws InterruptedException {
        rush.cycle(CUSTOMERS);
        warmUp(COMPILING, WARM, 0.01);
        rush.rest();
    }

    /// After a rest.
    ///
    /// @param share of the drill that is done
    Capacity measure(double share) throws InterruptedException {
        return measure(AFTER_REST, share);
    }

    /// After a checkpoint. The next one by time comes five minutes later: what is measured
    /// meanwhile is not disturbed by one in some of its parts and not in others.
    ///
    /// @param share of the drill that is done
    Capacity measureAfterCheckpoint(double share) throws InterruptedException, SQLException {
        try (var connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        return measure(AFTER_CHECKPOINT, share);
    }

    private Capacity measure(int windows, double share) throws InterruptedException {
        rush.cycle(CUSTOMERS);
        warmUp(windows, windows, share);
        ProcessorTime began = ProcessorTime.now(stage);
        double perSecond = Math.max(LEAST_PER_SECOND, perSecond(span));
        ProcessorTime ended = ProcessorTime.now(stage);
        rush.rest();
        best = Math.max(best, perSecond);
        return new Capacity(
                perSecond,
                perSecond * span.toSeconds() / ended.secondsSince(began),
                ended.since(began));
    }

    /// @param least windows, however little faster it gets meanwhile
    /// @param most windows, however much
    private void warmUp(int least, int most, double share) throws InterruptedException {
        double fastest = 0;
        int noBetter = 0;
        for (int i = 0; i < most && (i < least || noBetter < NO_BETTER); i++) {
            double now = perSecond(window);
            noBetter = now > fastest * BETTER ? 0 : noBetter + 1;
            fastest = Math.max(fastest, now);
            stage.findings()
                    .progress(
                            share + 0.005 * i,
                            "what the server can do, " + Math.round(now) + " changes a second");
        }
        best = Math.max(best, fastest);
    }

    private double perSecond(Duration counting) throws InterruptedException {
        Tally counted = rush.watch(counting);
        return rush.look(() -> counted.donePerSecond(0, (int) counting.toSeconds()));
    }
}
