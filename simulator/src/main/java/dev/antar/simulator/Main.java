package dev.antar.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry point of the simulator program.
@Command(name = "antar", description = "Runs simulated cities.", mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Command(name = "evaluate", description = "Runs recorded demand in virtual time.")
    int evaluate() {
        System.err.println("This version cannot evaluate yet.");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
