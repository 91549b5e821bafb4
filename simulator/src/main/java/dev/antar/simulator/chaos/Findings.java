package dev.antar.simulator.chaos;

import dev.antar.simulator.report.Progress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a drill has found so far. The drill's thread.
final class Findings {

    private final Drill drill;
    private final Progress progress;
    private final double slack;
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /// @param slack by which bounds in time are multiplied, at least 1
    Findings(Drill drill, Progress progress, double slack) {
        this.drill = drill;
        this.progress = progress;
        this.slack = slack;
    }

    /// Something that had to hold.
    void check(Check check) {
        checks.add(check);
    }

    void checkAll(List<Check> more) {
        checks.addAll(more);
    }

    /// Something that has to happen within a time, which is longer where the machine is slow.
    void soon(String promise, double seen, double most, String unit) {
        atMost(promise, seen, most * slack, unit);
    }

    /// A measured figure that has to be at most so much.
    void atMost(String promise, double seen, double most, String unit) {
        checks.add(
                new Check(
                        promise,
                        seen <= most,
                        decimal(seen) + " " + unit,
                        "at most " + decimal(most) + " " + unit));
    }

    /// A measured figure that has to be at least so much.
    void atLeast(String promise, double seen, double least, String unit) {
        checks.add(
                new Check(
                        promise,
                        seen >= least,
                        decimal(seen) + " " + unit,
                        "at least " + decimal(least) + " " + unit));
    }

    void figure(String name, long value) {
        figures.put(name, String.format(Locale.ROOT, "%,d", value));
    }

    void figure(String name, double value) {
        figures.put(name, decimal(value));
    }

    void figure(String name, String value) {
        figures.put(name, value);
    }

    void note(String what) {
        notes.add(what);
    }

    /// Tells how far it is.
    void progress(double share, String state) {
        progress.show(share, drill.name() + ": " + state);
    }

    /// @param failure why it was not carried through, or null
    /// @param unended what it has started and could not end
    Outcome outcome(double seconds, @Nullable Throwable failure, List<String> unended) {
        boolean broken = checks.stream().anyMatch(check -> !check.kept());
        if (failure != null) {
            notes.add("It stopped before its end: " + failure);
        }
        unended.forEach(each -> notes.add("Not ended in order: " + each));
        boolean failed = failure != null || !unended.isEmpty();
        return new Outcome(
                drill.name(),
                drill.about(),
                broken
                        ? Outcome.Verdict.BROKEN
                        : failed ? Outcome.Verdict.FAILED : Outcome.Verdict.KEPT,
                checks,
                figures,
                notes,
                seconds);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.1f", value);
    }
}
