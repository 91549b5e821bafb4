package dev.antar.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.time.Duration;

/// The simulator program.
@Command(
        name = "antar",
        description = "Runs simulated cities.",
        subcommands = {
            DemoCommand.class,
            EvaluateCommand.class,
            SimulateCommand.class,
            ChaosCommand.class,
            RacesCommand.class,
            CompareCommand.class,
            CityCommand.class,
            PolicyCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {

    private static final int USAGE = 2;
    private static final int SOFTWARE = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /// Runs a command and answers its exit code.
    static int execute(String... arguments) {
        return new CommandLine(new Main())
                .registerConverter(Duration.class, new Options.DurationConverter())
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command))
                .execute(arguments);
    }

    private static int failed(Exception failure, CommandLine command) {
        String name = "antar " + command.getCommandName() + ": ";
        if (failure instanceof Options.UsageException
                || failure instanceof IllegalArgumentException) {
            command.getErr().println(name + failure.getMessage());
            return USAGE;
        }
        if (failure instanceof java.io.IOException) {
            command.getErr().println(name + "cannot write or read: " + failure.getMessage());
            return SOFTWARE;
        }
        failure.printStackTrace(command.getErr());
        return SOFTWARE;
    }
}
