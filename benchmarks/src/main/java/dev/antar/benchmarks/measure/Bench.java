package dev.antar.benchmarks.measure;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One run of `antar bench`: what was asked for, and what was measured so far. One thread.
public final class Bench {

    private final boolean quick;
    private final long seed;
    private final PrintWriter out;
    private final List<Row> rows = new ArrayList<>();
    private final long beganNanos = System.nanoTime();
    private String topic = "";

    public Bench(boolean quick, long seed, PrintWriter out) {
        this.quick = quick;
        this.seed = seed;
        this.out = out;
    }

    /// Whether a topic must be done within two minutes on two cores, at the price of precision.
    public boolean quick() {
        return quick;
    }

    /// The seed of everything random.
    public long seed() {
        return seed;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public void run(Topic next) throws Exception {
        topic = next.name();
        next.run(this);
    }

    /// Tells whoever waits what is being done.
    public void say(String progress) {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        out.println(String.format(Locale.ROOT, "%7.1f s  %s: %s", seconds, topic, progress));
        out.flush();
    }

    /// Tells that a peer is left out, and why.
    public void skip(String reason) {
        say("left out: " + reason);
    }

    /// Keeps a figure that was measured several times.
    public void row(String subject, int drivers, String metric, String unit, Runs runs) {
        row(subject, drivers, metric, unit, runs.median(), runs.spread());
    }

    /// Keeps a figure.
    public void row(
            String subject, int drivers, String metric, String unit, double value, double spread) {
        rows.add(new Row(topic, subject, drivers, metric, value, unit, spread));
    }
}
