package dev.antar.simulator.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, as `antar serve` runs it. Found by what the launcher and the
/// build put into the environment.
public final class ServerProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 30;
    private static final int TAIL_LINES = 20;

    private final Process process;
    private final Path log;
    private final String host;
    private final int port;

    private ServerProcess(Process process, Path log, String host, int port) {
        this.process = process;
        this.log = log;
        this.host = host;
        this.port = port;
    }

    /// How a server is started.
    ///
    /// @param host it listens on
    /// @param log file that its output is added to
    /// @param options of `antar serve`, beyond `--host` and `--port`
    /// @param under what its command is put behind, such as `ip netns exec NAME`
    /// @param environment of it, added to ours
    /// @param jvm flags beyond the usual ones, which they overrule
    public record Launch(
            String host,
            int port,
            Path log,
            List<String> options,
            List<String> under,
            Map<String, String> environment,
            List<String> jvm) {

        public Launch {
            options = List.copyOf(options);
            under = List.copyOf(under);
            environment = Map.copyOf(environment);
            jvm = List.copyOf(jvm);
        }
    }

    /// Starts a server; it is not ready yet.
    ///
    /// @param log file that its output is added to
    /// @param options of `antar serve`, beyond `--port`
    public static ServerProcess start(int port, Path log, List<String> options) throws IOException {
        return start(new Launch("127.0.0.1", port, log, options, List.of(), Map.of(), List.of()));
    }

    /// Starts a server; it is not ready yet.
    public static ServerProcess start(Launch launch) throws IOException {
        List<String> command = new ArrayList<>(launch.under());
        // Ctrl-C on a terminal reaches everybody there; the server is stopped in its turn instead.
        command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "antar"));
        command.add(
                environment(
                        "ANTAR_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        String flags = environment("ANTAR_JVM_FLAGS", "");
        Arrays.stream(flags.split(" +", -1)).filter(flag -> !flag.isEmpty()).forEach(command::add);
        command.addAll(launch.jvm());
        command.addAll(List.of("-cp", classPath(), "dev.antar.server.Main", "serve"));
        command.addAll(List.of("--host", launch.host()));
        command.addAll(List.of("--port", Integer.toString(launch.port())));
        command.addAll(launch.options());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        return new ServerProcess(builder.start(), launch.log(), launch.host(), launch.port());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public String url() {
        return "http://" + host + ":" + port;
    }

    /// Waits until commands are carried out.
    ///
    /// @throws IOException with the end of its log if it dies or takes too long
    public void awaitReady(Duration limit) throws IOException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready =
                    HttpRequest.newBuilder(URI.create(url() + "/readyz"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            while (System.nanoTime() < until) {
                if (!process.isAlive()) {
                    throw new IOException(
                            "the server ended with code " + process.exitValue() + ":\n" + tail());
                }
                try {
                    if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException _) {
                    // Not listening yet.
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("the server was not ready within " + limit + ":\n" + tail());
    }

    /// Asks it to stop, as a supervisor does, and waits for its end.
    ///
    /// @return the code with which it ended
    /// @throws IOException with the end of its log if it takes too long
    public int stop(Duration limit) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not stop within " + limit + ":\n" + tail());
        }
        return process.exitValue();
    }

    /// Ends it at once, as a power cut would.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Asks it to stop and waits until it has.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the server did not stop and was ended:\n" + tail());
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private static String classPath() throws IOException {
        String classPath = System.getenv("ANTAR_SERVER_CLASSPATH");
        if (classPath == null || classPath.isEmpty()) {
            throw new IOException("ANTAR_SERVER_CLASSPATH is not set; start this by ./antar");
        }
        return classPath;
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
