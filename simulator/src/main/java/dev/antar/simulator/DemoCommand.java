package dev.antar.simulator;

import dev.antar.simulator.demo.Demo;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `antar demo`: a city to watch.
@Command(
        name = "demo",
        description =
                "Starts PostgreSQL, a server and a simulated city, and gives an address at which to"
                        + " watch it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;
    private static final int PORTS_TRIED = 20;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long to run; without it until Ctrl-C.")
    private @Nullable Duration span;

    @Option(
            names = "--drivers",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Drivers in the city (default: ${DEFAULT-VALUE}).")
    private int drivers;

    @Option(
            names = "--jobs-per-minute",
            defaultValue = "120",
            paramLabel = "N",
            description = "How often a job is asked for, on average (default: ${DEFAULT-VALUE}).")
    private int jobsPerMinute;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the map (default: 8080, or the next that is free).")
    private @Nullable Integer port;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the city and everybody in it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder to keep the data in; without it they go when the demo ends.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Options.require(
                drivers >= 1 && drivers <= 15_000, "--drivers", drivers, "must be from 1 to 15000");
        Options.require(
                jobsPerMinute >= 1 && jobsPerMinute <= 60_000,
                "--jobs-per-minute",
                jobsPerMinute,
                "must be from 1 to 60000");
        Demo demo =
                new Demo(
                        new Demo.Settings(span, drivers, jobsPerMinute, choosePort(), seed, data),
                        System.out);
        Thread onInterrupt =
                new Thread(() -> Runtime.getRuntime().halt(demo.stopAndWait()), "stop the demo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        int exitCode = demo.run(EvaluateCommand.VIOLATED);
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException _) {
            // The hook is running already and ends the process.
        }
        return exitCode;
    }

    private int choosePort() {
        Integer wanted = port;
        if (wanted != null) {
            Options.require(
                    wanted >= 1 && wanted <= 65_535, "--port", wanted, "must be from 1 to 65535");
            Options.require(free(wanted), "--port", wanted, "is in use; give another");
            return wanted;
        }
        for (int candidate = USUAL_PORT; candidate < USUAL_PORT + PORTS_TRIED; candidate++) {
            if (free(candidate)) {
                return candidate;
            }
        }
        throw new Options.UsageException("no port from 8080 to 8099 is free; give one with --port");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
