package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.simulator.processes.ServerProcess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A folder that servers run on, one after another, each in a process of its own and all on one
/// port, and what is found there.
final class ServerFolder {

    /// Of everybody in these tests, in meters per second: a time-lapse, so that jobs end soon.
    static final double SPEED = 30;

    private static final int ENDS_WITHIN_SECONDS = 20;

    private final Path folder;
    private final int port;

    ServerFolder(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
    }

    int port() {
        return port;
    }

    /// What their recorders have written.
    Path recordings() {
        return folder.resolve("data/recordings");
    }

    /// Starts one and waits until it is ready.
    ServerProcess start() throws IOException, InterruptedException {
        ServerProcess server =
                ServerProcess.start(
                        port,
                        folder.resolve("server.log"),
                        List.of(
                                "--data",
                                folder.resolve("data").toString(),
                                "--speed",
                                Double.toString(SPEED)));
        try {
            server.awaitReady(Duration.ofSeconds(60));
        } catch (IOException e) {
            // In order, or its database would live on.
            server.close();
            throw e;
        }
        return server;
    }

    /// All processes of the database that runs on it.
    List<ProcessHandle> postgres() throws IOException {
        long pid =
                Long.parseLong(
                        Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                                .getFirst()
                                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>();
        all.add(postmaster);
        postmaster.descendants().forEach(all::add);
        return all;
    }

    /// A database that was told to end may still be at it.
    void assertNoProcessIsLeft() {
        List<String> left = new ArrayList<>();
        for (ProcessHandle process : processes()) {
            String line = line(process);
            try {
                process.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                left.add(line);
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(line, e);
            }
        }
        assertEquals(List.of(), left);
    }

    private List<ProcessHandle> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> line(process).contains(folder.toString())).toList();
        }
    }

    private static String line(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
