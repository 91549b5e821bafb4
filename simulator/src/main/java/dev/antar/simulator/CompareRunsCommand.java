package dev.antar.simulator;

import dev.antar.simulator.report.ComparePage;
import dev.antar.simulator.report.Comparison;
import dev.antar.simulator.report.SavedRun;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `antar simulate compare`: two load runs side by side.
@Command(
        name = "compare",
        description = "Puts two load runs side by side, in the terminal and as a page.",
        mixinStandardHelpOptions = true)
final class CompareRunsCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A", description = "Folder of the first run.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Folder of the second run.")
    private Path second;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes (default: compare.html in B).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = new Comparison(SavedRun.read(first), SavedRun.read(second));
        comparison.print(System.out);
        Path file = out == null ? second.resolve("compare.html") : out;
        Files.writeString(file, ComparePage.of(comparison), StandardCharsets.UTF_8);
        System.out.println("Read " + file);
        return 0;
    }
}
