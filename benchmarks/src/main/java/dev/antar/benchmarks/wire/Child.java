package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.WrongAnswer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A Java process that answers a line by a line. It ends with its input, with this process, or when
/// an answer takes too long. One thread.
final class Child implements AutoCloseable {

    private static final int STOP_SECONDS = 10;
    private static final int ANSWER_SECONDS = 180;

    private final String name;
    private final Process process;
    private final Thread stop;
    private final BufferedReader answers;
    private final Writer questions;

    /// Starts `main` with this JVM's class path and flags.
    ///
    /// @param core the one that the process stays on, or negative for any; ignored where `taskset`
    ///   is missing
    Child(Class<?> main, int core, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (core >= 0 && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(core)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-Xmx") && !flag.startsWith("-agentlib")) {
                command.add(flag);
            }
        }
        // Memory that is free goes back at once, so that what is resident is what is used.
        command.addAll(List.of("-Xmx2g", "-XX:ZUncommitDelay=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        name = main.getSimpleName() + " " + String.join(" ", arguments);
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /// The numbers of the next line that begins with `RESULT`; other lines are passed over.
    long[] await() throws IOException {
        AtomicBoolean answered = new AtomicBoolean();
        Executor later = CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS);
        later.execute(
                () -> {
                    if (!answered.get()) {
                        process.destroyForcibly();
                    }
                });
        try {
            return nextResult();
        } finally {
            answered.set(true);
        }
    }

    private long[] nextResult() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("WRONG ")) {
                throw new WrongAnswer(name + ": " + line.substring(6));
            }
            if (line.startsWith("RESULT")) {
                return java.util.Arrays.stream(line.substring(6).strip().split(" "))
                        .filter(word -> !word.isEmpty())
                        .mapToLong(Long::parseLong)
                        .toArray();
            }
        }
        throw new IOException(name + " ended before it answered");
    }

    long[] ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        return await();
    }

    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException _) {
            // It has ended already, and said why.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
    }
}
