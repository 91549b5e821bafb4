package dev.antar.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry point of the server program.
@Command(
        name = "antar",
        description = "Runs the Antar dispatch server.",
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Command(name = "serve", description = "Starts the server.")
    int serve() {
        System.err.println("This version cannot serve yet.");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
