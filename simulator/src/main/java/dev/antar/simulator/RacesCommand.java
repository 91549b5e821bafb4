package dev.antar.simulator;

import dev.antar.simulator.processes.Folders;
import dev.antar.simulator.processes.ServerProcess;
import dev.antar.simulator.races.Races;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.wire.ServerAddress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `antar races`: who wins an offer, and does everybody know.
@Command(
        name = "races",
        description =
                "Starts a server and lets acceptances, cancellations and deadlines meet in one"
                    + " moment, over real sockets. Each offer must have one end, nobody may be told"
                    + " another, and whoever lost must know within a second.",
        footer = {"", "Exit codes: 0 all of that is so, 2 wrong usage, 98 it is not."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RacesCommand implements Callable<Integer> {

    private static final int BROKEN = 98;

    /// As short as an offer may be: most races are for its end.
    private static final List<String> SERVER =
            List.of("--offer-timeout", "1000", "--no-record", "--round", "200");

    @Option(
            names = "--races",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int races;

    @Option(
            names = "--tables",
            paramLabel = "N",
            defaultValue = "200",
            description = "Drivers who race at the same time (default: ${DEFAULT-VALUE}).")
    private int tables;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long at most (default: ${DEFAULT-VALUE}).")
    private Duration limit;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the server (default: any that is free).")
    private int port;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "antar-races",
            description = "Where races.txt and the server's log go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of who races whom and when (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int chosen = port == 0 ? freePort() : port;
        Races all = new Races(new ServerAddress("127.0.0.1", chosen, false), races, tables, seed);
        Files.createDirectories(out);
        Path data = Files.createTempDirectory("antar-races");
        boolean kept = true;
        try {
            kept = race(all, chosen, data);
        } finally {
            if (kept) {
                Folders.delete(data);
            } else {
                System.out.println("What the server has written is in " + data);
            }
        }
        return kept ? 0 : BROKEN;
    }

    /// @return whether all was as it must be
    private boolean race(Races all, int chosen, Path data)
            throws IOException, InterruptedException {
        List<String> options = new java.util.ArrayList<>(SERVER);
        options.addAll(List.of("--data", data.toString()));
        try (ServerProcess server =
                ServerProcess.start(chosen, out.resolve("server.log"), options)) {
            Thread onInterrupt = new Thread(() -> end(server, data), "stop the races");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                server.awaitReady(Duration.ofSeconds(60));
                Races.Result result = all.run(Progress.onStandardError(), limit);
                Files.writeString(out.resolve("races.txt"), result.report());
                System.out.print(result.report());
                return result.kept();
            } finally {
                stopWatching(onInterrupt);
            }
        }
    }

    /// For Ctrl-C: the server is not to outlive us.
    private static void end(ServerProcess server, Path data) {
        try {
            server.close();
            Folders.delete(data);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void stopWatching(Thread onInterrupt) {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException _) {
            // It is running already and ends the process.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
