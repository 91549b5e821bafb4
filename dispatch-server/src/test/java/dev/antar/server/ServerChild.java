package dev.antar.server;

import dev.antar.server.store.MadeDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, so that it can be killed. Its database lives on, as it does
/// when a real one is.
final class ServerChild implements AutoCloseable {

    final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final int port;
    private final List<String> options;
    private Process process;

    /// Starts one and waits until it is ready.
    ///
    /// @param data a folder that is not there yet; its database is made before, as that of a server
    ///   that ran already
    /// @param options of `antar serve`, beyond those that every test needs
    ServerChild(Path data, int port, String... options) {
        this.data = data;
        this.port = port;
        this.options = List.of(options);
        MadeDatabase.into(data);
        this.process = begin();
    }

    /// A port that nobody listens on.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /// Ends it as a power cut would, and starts another.
    void killAndRestart() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        process = begin();
    }

    /// Asks it to stop, as a supervisor does.
    void terminate() {
        process.destroy();
    }

    /// The code with which it ends.
    int exitCode() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end:\n" + told());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts another where one has ended.
    void startAgain() {
        process = begin();
    }

    HttpResponse<String> post(String path, String json, String key) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("content-type", "application/json")
                        .header("idempotency-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Process begin() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(environment("ANTAR_JVM_FLAGS").split(" +", -1)));
        command.addAll(List.of("-Xmx256m", "-cp", environment("ANTAR_SERVER_CLASSPATH")));
        command.addAll(List.of("dev.antar.server.Main", "serve", "--no-record"));
        command.addAll(List.of("--webhooks-allow-private", "--data", data.toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(options);
        try {
            Process began =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            data.resolveSibling("server.log").toFile()))
                            .start();
            awaitReady(began);
            return began;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the build says of the packaged program.
    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new AssertionError(name + " is not set: start this test by the build");
        }
        return value.strip();
    }

    private void awaitReady(Process began) {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!ready()) {
            if (!began.isAlive()) {
                throw new AssertionError("the server ended by itself:\n" + told());
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("the server did not become ready:\n" + told());
            }
            pause(began);
        }
    }

    /// A look now and then leaves the processor to the server.
    private static void pause(Process began) {
        try {
            began.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String told() {
        try {
            return Files.readString(data.resolveSibling("server.log"));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean ready() {
        try {
            HttpRequest asked =
                    HttpRequest.newBuilder(uri("/readyz")).timeout(Duration.ofSeconds(2)).build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        http.shutdownNow();
    }
}
