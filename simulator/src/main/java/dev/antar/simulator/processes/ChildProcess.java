package dev.antar.simulator.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Another process of this program, with the same JVM and flags. It ends when this one does,
/// however that happens, because its standard input ends then.
final class ChildProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final Writer orders;

    private ChildProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// @param main the class to run
    static ChildProcess start(String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // Ctrl-C on a terminal reaches everybody there; children are told in their turn instead.
        command.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "antar"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// Passes on each line that it writes, on a thread of its own; then says with which code it
    /// ended.
    void listen(Consumer<String> line, Consumer<Integer> ended) {
        Thread.ofPlatform()
                .daemon()
                .name("child-" + process.pid())
                .start(
                        () -> {
                            try (BufferedReader reader =
                                    process.inputReader(StandardCharsets.UTF_8)) {
                                reader.lines().forEach(line);
                            } catch (IOException | java.io.UncheckedIOException _) {
                                // Its end says more.
                            }
                            try {
                                ended.accept(process.waitFor());
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /// One that is gone does not hear it, and its end is told elsewhere.
    void tell(String order) {
        try {
            synchronized (orders) {
                orders.write(order + "\n");
                orders.flush();
            }
        } catch (IOException _) {
            // It is gone.
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            synchronized (orders) {
                orders.close();
            }
        } catch (IOException _) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
