package dev.antar.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The benchmark program.
@Command(
        name = "antar",
        description = "Measures Antar.",
        subcommands = BenchCommand.class,
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
