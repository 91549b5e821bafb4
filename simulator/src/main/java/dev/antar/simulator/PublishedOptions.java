package dev.antar.simulator;

import dev.antar.simulator.report.Progress;
import dev.antar.simulator.table.CityTables;
import dev.antar.simulator.table.MealTables;
import dev.antar.simulator.table.RideTables;
import dev.antar.simulator.table.Verdict;
import dev.antar.simulator.trace.BadFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The options of `antar evaluate` that make published tables.
final class PublishedOptions {

    static final String ALL = "--mdrplib, --fleetpy, --rappi";

    private static final int SHOWN = 10;

    @Option(
            names = "--mdrplib",
            paramLabel = "DIR",
            description = "Meal Delivery Routing Problem library: make its table.")
    private @Nullable Path mdrplib;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Only this instance of the library (default: all).")
    private @Nullable String instance;

    @Option(
            names = "--fleetpy",
            paramLabel = "DIR",
            description = "FleetPy's pooled rides in Munich: make their table.")
    private @Nullable Path fleetpy;

    @Option(
            names = "--rappi",
            paramLabel = "DIR",
            description = "City-days of food delivery: measure every promise of one of them.")
    private @Nullable Path rappi;

    @Option(
            names = "--city",
            paramLabel = "N",
            description = "Which city of --rappi: the name of its folder.")
    private @Nullable String city;

    boolean given() {
        return mdrplib != null || fleetpy != null || rappi != null;
    }

    private void check() {
        int tables =
                (mdrplib == null ? 0 : 1) + (fleetpy == null ? 0 : 1) + (rappi == null ? 0 : 1);
        if (tables != 1) {
            throw new Options.UsageException(ALL + ": only one of them can be given");
        }
        if (instance != null && mdrplib == null) {
            throw new Options.UsageException("--instance=" + instance + ": belongs to --mdrplib");
        }
        if ((city == null) != (rappi == null)) {
            throw new Options.UsageException("--rappi, --city: must be given together");
        }
    }

    int run(Path out, String command) throws IOException {
        check();
        Files.createDirectories(out);
        Verdict verdict;
        try {
            verdict = tables(out, command);
        } catch (BadFile e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
        System.out.println(verdict.line());
        if (!verdict.broken().isEmpty()) {
            System.out.println(verdict.broken().size() + " rules broken, such as:");
            verdict.broken().stream().limit(SHOWN).forEach(what -> System.out.println("  " + what));
        }
        System.out.println("Read " + out.resolve("report.html"));
        return verdict.broken().isEmpty() ? 0 : EvaluateCommand.VIOLATED;
    }

    private Verdict tables(Path out, String command) throws IOException {
        Progress progress = Progress.onStandardError();
        if (mdrplib != null) {
            return new MealTables(mdrplib, instance, out, command).run(progress);
        }
        if (fleetpy != null) {
            return new RideTables(fleetpy, out, command).run();
        }
        if (rappi != null && city != null) {
            return new CityTables(rappi, city, out, command).run();
        }
        throw new IllegalStateException("none of " + ALL + " is given");
    }
}
