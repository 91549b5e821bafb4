package dev.antar.simulator;

import dev.antar.simulator.report.Progress;
import dev.antar.simulator.table.MealTables;
import dev.antar.simulator.table.Verdict;
import dev.antar.simulator.trace.BadFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The options of `antar evaluate` that make published tables.
final class PublishedOptions {

    static final String ALL = "--mdrplib";

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

    boolean given() {
        return mdrplib != null;
    }

    int run(Path out, String command) throws IOException {
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
        throw new IllegalStateException("none of " + ALL + " is given");
    }
}
