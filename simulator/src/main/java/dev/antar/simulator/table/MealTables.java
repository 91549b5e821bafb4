package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.horizon.HorizonPolicy;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.TablePage;
import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.MealInstances;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The table of the Meal Delivery Routing Problem library, beside the published one.
public final class MealTables {

    private static final int SHOWN = 20;

    private final Path library;
    private final @Nullable String only;
    private final Path out;
    private final String command;

    /// @param only the instance to run, or null for all
    /// @param command that was typed, for the report
    public MealTables(Path library, @Nullable String only, Path out, String command) {
        this.library = library;
        this.only = only;
        this.out = out;
        this.command = command;
    }

    /// Runs the instances on every core and writes `table.csv`, `schedules/`, `summary.json` and
    /// `report.html`.
    ///
    /// @throws BadFile if an instance cannot be read
    public Verdict run(Progress progress) throws IOException {
        List<Path> folders = folders();
        long start = System.nanoTime();
        Map<String, MealRun.Result> results = new TreeMap<>();
        Abreast.forEach(
                folders,
                folder -> new MealRun(MealInstances.read(folder), MealRun.POLICY).run(),
                result -> {
                    results.put(result.instance().name(), result);
                    progress.show(
                            (double) results.size() / folders.size(),
                            results.size() + " of " + folders.size() + " instances");
                });
        progress.end();
        double seconds = (System.nanoTime() - start) / 1e9;
        return write(results, seconds);
    }

    private List<Path> folders() {
        List<Path> all = MealInstances.folders(library);
        if (only == null) {
            return all;
        }
        List<Path> one =
                all.stream().filter(p -> String.valueOf(p.getFileName()).equals(only)).toList();
        if (one.isEmpty()) {
            throw new BadFile(library + ": holds no instance " + only);
        }
        return one;
    }

    private Verdict write(Map<String, MealRun.Result> results, double seconds) throws IOException {
        List<MealFigures> table = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (MealRun.Result result : results.values()) {
            String name = result.instance().name();
            DeliveryFiles.writeSchedule(
                    out.resolve("schedules").resolve(name + ".csv"), result.schedule());
            table.add(MealFigures.of(result.instance(), result.schedule()));
            result.broken().forEach(what -> broken.add(name + ": " + what));
        }
        DeliveryFiles.writeTable(
                out.resolve("table.csv"),
                MealFigures.HEADER,
                table.stream().map(MealFigures::row).toList());
        PublishedMeals published = new PublishedMeals(library);
        RunReport.write(summary(table, published, broken, seconds), out.resolve("summary.json"));
        Files.writeString(
                out.resolve("report.html"), page(table, published, broken, seconds).html());
        return new Verdict(line(table, seconds), broken);
    }

    private ObjectNode summary(
            List<MealFigures> table,
            PublishedMeals published,
            List<String> broken,
            double seconds) {
        ObjectNode summary = RunReport.object();
        summary.put("title", "Meal Delivery Routing Problem");
        summary.put("command", command);
        summary.put("instances", table.size());
        ObjectNode parameters = summary.putObject("parameters");
        HorizonPolicy policy = MealRun.POLICY;
        parameters.put("round_ms", policy.roundMillis());
        parameters.put("ride_percent", policy.cost().ridePercent());
        parameters.put("drive_percent", policy.cost().drivePercent());
        parameters.put("unserved_ms", policy.cost().unservedMillis());
        parameters.put("fee_ms", policy.feeMillis());
        parameters.put("budget", policy.budget());
        ObjectNode mean = summary.putObject("mean");
        Map<String, Double> theirs = published.rollingHorizon();
        ObjectNode beside = summary.putObject("published");
        for (PublishedMeals.Measure measure : PublishedMeals.MEASURES) {
            mean.put(measure.name(), mean(table, measure));
            if (theirs.containsKey(measure.name())) {
                beside.put(measure.name(), theirs.get(measure.name()));
            }
        }
        ObjectNode groups = summary.putObject("ctd_by_group");
        for (PublishedMeals.Group group : PublishedMeals.GROUPS) {
            List<MealFigures> members = members(table, group);
            if (!members.isEmpty()) {
                ObjectNode node = groups.putObject(group.name());
                node.put("instances", members.size());
                node.put("ctd_mean", ctd(members));
                node.put("published", group.published());
            }
        }
        ObjectNode judged = summary.putObject("judge");
        judged.put("rules_broken", broken.size());
        judged.put("future_cut_off", table.size());
        broken.stream().limit(SHOWN).forEach(judged.putArray("such_as")::add);
        summary.put("wall_s", seconds);
        return summary;
    }

    private TablePage page(
            List<MealFigures> table,
            PublishedMeals published,
            List<String> broken,
            double seconds) {
        List<TablePage.Figure> figures = new ArrayList<>();
        List<List<String>> measures = new ArrayList<>();
        Map<String, Double> theirs = published.rollingHorizon();
        for (PublishedMeals.Measure measure : PublishedMeals.MEASURES) {
            String ours = two(mean(table, measure));
            measures.add(List.of(measure.label(), ours, two(theirs.get(measure.name()))));
        }
        figures.add(new TablePage.Figure(String.valueOf(table.size()), "instances"));
        figures.add(
                new TablePage.Figure(
                        measures.get(1).get(1) + " min",
                        "click-to-door; published " + measures.get(1).get(2)));
        figures.add(
                new TablePage.Figure(
                        measures.get(4).get(1) + " min",
                        "ready-to-pickup; published " + measures.get(4).get(2)));
        figures.add(
                new TablePage.Figure(
                        "$" + measures.get(7).get(1),
                        "cost per order; published $" + measures.get(7).get(2)));
        figures.add(new TablePage.Figure(String.valueOf(broken.size()), "rules broken"));
        List<List<String>> groups = new ArrayList<>();
        for (PublishedMeals.Group group : PublishedMeals.GROUPS) {
            List<MealFigures> members = members(table, group);
            if (!members.isEmpty()) {
                groups.add(
                        List.of(
                                group.name(),
                                String.valueOf(members.size()),
                                two(ctd(members)),
                                two(group.published())));
            }
        }
        return new TablePage(
                "Meal Delivery Routing Problem",
                table.size()
                        + " instances of Grubhub's library, planned minute by minute in "
                        + Math.round(seconds)
                        + " s; published figures: Reyes et al., 2018, rolling horizon.",
                figures,
                List.of(
                        new TablePage.Table(
                                "Mean over the instances, beside the mean over all 240",
                                List.of("measure", "Antar", "published"),
                                measures),
                        new TablePage.Table(
                                "Click-to-door by group",
                                List.of("group", "instances", "Antar", "published"),
                                groups),
                        instances(table, published)),
                command);
    }

    private static TablePage.Table instances(List<MealFigures> table, PublishedMeals published) {
        Map<String, Double> horizon = published.rollingHorizonByInstance();
        Map<String, Double> clairvoyant = published.clairvoyantByInstance();
        List<List<String>> rows = new ArrayList<>();
        for (MealFigures f : table) {
            rows.add(
                    List.of(
                            f.instance(),
                            String.valueOf(f.orders()),
                            two(f.undeliveredPct()),
                            two(f.ctdMean()),
                            two(horizon.get(f.instance())),
                            two(clairvoyant.get(f.instance())),
                            two(f.rtpMean()),
                            two(f.costPerOrder()),
                            two(f.ordersPerBundle())));
        }
        return new TablePage.Table(
                "Every instance",
                List.of(
                        "instance",
                        "orders",
                        "undelivered %",
                        "click-to-door",
                        "Reyes",
                        "clairvoyant optimum",
                        "ready-to-pickup",
                        "cost",
                        "orders per bundle"),
                rows);
    }

    private static String line(List<MealFigures> table, double seconds) {
        StringBuilder line = new StringBuilder();
        line.append(table.size()).append(" instances in ").append(Math.round(seconds)).append(" s");
        for (PublishedMeals.Measure measure : PublishedMeals.MEASURES) {
            line.append(", ").append(measure.label()).append(' ').append(two(mean(table, measure)));
        }
        return line.toString();
    }

    private static List<MealFigures> members(List<MealFigures> table, PublishedMeals.Group group) {
        return table.stream().filter(f -> group.has().test(f.instance())).toList();
    }

    private static double ctd(List<MealFigures> table) {
        return table.stream().mapToDouble(MealFigures::ctdMean).average().orElse(0);
    }

    private static double mean(List<MealFigures> table, PublishedMeals.Measure measure) {
        return table.stream().mapToDouble(measure.ours()).average().orElse(0);
    }

    private static String two(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
