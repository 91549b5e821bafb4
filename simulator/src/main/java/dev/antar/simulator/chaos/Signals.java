package dev.antar.simulator.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Signals to processes that we started. Java itself sends two of them only.
final class Signals {

    private static final int SECONDS = 10;

    private Signals() {}

    /// Stops it where it is, and all that it has started: they answer nothing and keep all they
    /// have.
    static void freeze(ProcessHandle process) throws IOException, InterruptedException {
        send("STOP", process);
    }

    /// Lets it go on.
    static void thaw(ProcessHandle process) throws IOException, InterruptedException {
        send("CONT", process);
    }

    /// Sends a signal to a process and all that it has started.
    static void send(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        List<String> all =
                Stream.concat(Stream.of(process), process.descendants())
                        .map(each -> Long.toString(each.pid()))
                        .toList();
        // One that has just ended is no reason not to reach the others.
        Commands.run("sh", "-c", "kill -" + signal + " " + String.join(" ", all) + " || true");
    }

    /// Sends a signal to this process and none of those that it has started.
    static void sendOnly(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        Commands.run("sh", "-c", "kill -" + signal + " " + process.pid());
    }

    /// Waits until it has ended; ends it by force when it does not.
    static void awaitEnd(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        }
    }
}
