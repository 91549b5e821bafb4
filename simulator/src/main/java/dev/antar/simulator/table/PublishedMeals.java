package dev.antar.simulator.table;

import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.PublishedCsv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What others have published on the library: from the files in its `published` folder where they
/// are, and the means by group of Reyes et al., 2018.
final class PublishedMeals {

    /// A measure of Table 17, and ours beside it.
    record Measure(String name, String label, ToDoubleFunction<MealFigures> ours) {}

    static final List<Measure> MEASURES =
            List.of(
                    new Measure("pct_undelivered", "undelivered, %", MealFigures::undeliveredPct),
                    new Measure("ctd_mean", "click-to-door, min", MealFigures::ctdMean),
                    new Measure("ctd_p90", "click-to-door p90", MealFigures::ctdP90),
                    new Measure("ctd_overage", "overage, min", MealFigures::overageMean),
                    new Measure("rtp_mean", "ready-to-pickup, min", MealFigures::rtpMean),
                    new Measure("rtp_p90", "ready-to-pickup p90", MealFigures::rtpP90),
                    new Measure("utilization_mean", "utilisation", MealFigures::utilisation),
                    new Measure("cost_per_order", "cost per order, $", MealFigures::costPerOrder),
                    new Measure(
                            "orders_per_bundle",
                            "orders per bundle",
                            MealFigures::ordersPerBundle));

    /// A kind of instance, told by its name, and the click-to-door published for it; for the last
    /// six the paper's mean is over more variants than the library has.
    record Group(String name, Predicate<String> has, double published) {

        static Group named(String part, double published) {
            return new Group(part, name -> name.substring(1).contains(part), published);
        }
    }

    static final List<Group> GROUPS =
            List.of(
                    new Group("o100", name -> name.startsWith("o100", 1), 32.55),
                    new Group("o50", name -> name.startsWith("o50", 1), 33.29),
                    new Group("r50", name -> name.startsWith("r50", 1), 33.27),
                    Group.named("s1", 33.70),
                    Group.named("s2", 32.38),
                    new Group("t100", name -> name.contains("t100"), 34.79),
                    new Group("t75", name -> name.contains("t75"), 31.29),
                    Group.named("p100", 31.10),
                    Group.named("p125", 34.98));

    private final Path folder;

    PublishedMeals(Path library) {
        Path inner = library.resolve("published");
        Path beside = library.toAbsolutePath().resolveSibling("published");
        this.folder = Files.isDirectory(inner) || !Files.isDirectory(beside) ? inner : beside;
    }

    /// The rolling horizon of Reyes et al., mean over all 240 instances, by measure.
    Map<String, Double> rollingHorizon() {
        return read("reyes2018_default_240_instances.csv", "metric", "mean");
    }

    /// Click-to-door of the same algorithm by instance, where the paper lists it.
    Map<String, Double> rollingHorizonByInstance() {
        return read("reyes2018_table4.csv", "instance", "rh_ctd");
    }

    /// Click-to-door of the clairvoyant exact optimum by instance: nobody online can have it.
    Map<String, Double> clairvoyantByInstance() {
        return read("yildiz2018_table9.csv", "instance", "ctd_mean");
    }

    private Map<String, Double> read(String file, String key, String value) {
        Path path = folder.resolve(file);
        try {
            return Files.isRegularFile(path) ? PublishedCsv.read(path, key, value) : Map.of();
        } catch (BadFile _) {
            // A table beside ours is welcome, not needed.
            return Map.of();
        }
    }
}
