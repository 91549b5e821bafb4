package dev.antar.simulator.compare;

import dev.antar.simulator.report.Html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A comparison in plain sentences; says as much where the seeds leave a doubt.
final class Findings {

    private final PolicyRuns first;
    private final PolicyRuns second;
    private final String currency;
    private final List<String> sentences = new ArrayList<>();

    private Findings(PolicyRuns first, PolicyRuns second, String currency) {
        this.first = first;
        this.second = second;
        this.currency = currency;
    }

    static List<String> of(
            PolicyRuns first, PolicyRuns second, List<Groups.Group> drivers, String currency) {
        Findings findings = new Findings(first, second, currency);
        findings.customers();
        findings.drivers(drivers);
        return List.copyOf(findings.sentences);
    }

    private void customers() {
        double[] before = first.each(run -> run.waitSpread().mean());
        double[] after = second.each(run -> run.waitSpread().mean());
        Interval change = Interval.ofDifference(before, after);
        double base = Interval.of(before).mean();
        sentences.add(
                sentence(
                        "The mean wait",
                        change,
                        String.format(
                                Locale.ROOT,
                                "%s s instead of %s s (%+.1f %%)",
                                Html.number(Interval.of(after).mean()),
                                Html.number(base),
                                100 * change.mean() / base),
                        "s"));
        double[] done = first.each(run -> run.ended("COMPLETED"));
        double[] doneThen = second.each(run -> run.ended("COMPLETED"));
        Interval jobs = Interval.ofDifference(done, doneThen);
        double requested = first.each(run -> run.result().jobs().size())[0];
        sentences.add(
                sentence(
                        "The number of jobs completed",
                        jobs,
                        String.format(
                                Locale.ROOT,
                                "%s instead of %s, of %s asked for",
                                Html.number(Interval.of(doneThen).mean()),
                                Html.number(Interval.of(done).mean()),
                                Html.number(requested)),
                        "jobs"));
    }

    private void drivers(List<Groups.Group> groups) {
        double[] before = first.each(SeedRun::giniOfOnlineHours);
        double[] after = second.each(SeedRun::giniOfOnlineHours);
        sentences.add(
                sentence(
                        "The unevenness of pay per hour on duty",
                        Interval.ofDifference(before, after),
                        String.format(
                                Locale.ROOT,
                                "Gini %.3f instead of %.3f",
                                Interval.of(after).mean(),
                                Interval.of(before).mean()),
                        ""));
        groups.stream()
                .filter(group -> group.kind().equals("all"))
                .forEach(
                        group ->
                                sentences.add(
                                        String.format(
                                                Locale.ROOT,
                                                "Of a seed's %s drivers, %.0f %% are paid at least"
                                                        + " 5 %% more per hour on duty, %.0f %% at"
                                                        + " least 5 %% less; on average %s instead"
                                                        + " of %s %s an hour.",
                                                Html.number(group.size()),
                                                100 * group.gains(),
                                                100 * group.loses(),
                                                Html.number(group.second().mean()),
                                                Html.number(group.first().mean()),
                                                currency)));
        extreme(groups, Comparator.comparingDouble(group -> group.difference().mean()), "loses");
        extreme(groups, Comparator.comparingDouble(group -> -group.difference().mean()), "gains");
    }

    /// The group that loses or gains most, if the seeds leave no doubt that it does.
    private void extreme(List<Groups.Group> groups, Comparator<Groups.Group> order, String does) {
        groups.stream()
                .filter(group -> !group.kind().equals("all") && group.difference().certain())
                .filter(group -> does.equals("loses") == group.difference().mean() < 0)
                .min(order)
                .ifPresent(
                        group ->
                                sentences.add(
                                        String.format(
                                                Locale.ROOT,
                                                "The group that %s most: drivers by %s, %s: %+.2f"
                                                        + " %s an hour (%s to %s).",
                                                does,
                                                group.kind(),
                                                group.name(),
                                                group.difference().mean(),
                                                currency,
                                                Html.number(group.difference().low()),
                                                Html.number(group.difference().high()))));
    }

    private static String sentence(String what, Interval change, String figures, String unit) {
        if (Double.isNaN(change.low())) {
            return what + ": " + figures + "; a single seed says nothing about chance.";
        }
        String interval =
                String.format(
                        Locale.ROOT,
                        "95 %% interval of the change: %s to %s%s",
                        precise(change.low()),
                        precise(change.high()),
                        unit.isEmpty() ? "" : " " + unit);
        if (!change.certain()) {
            return what
                    + " does not change as far as these seeds can tell: "
                    + figures
                    + ". "
                    + interval
                    + ".";
        }
        String moves = change.mean() > 0 ? " rises: " : " falls: ";
        return what + moves + figures + ". " + interval + ".";
    }

    private static String precise(double value) {
        return Math.abs(value) < 1 ? String.format(Locale.ROOT, "%.3f", value) : Html.number(value);
    }
}
