package dev.antar.simulator.chaos;

import dev.antar.simulator.soak.LiveHeap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a process of Java uses, by what the machine and the JVM's own tool tell (`/proc`, `jcmd`).
final class ProcessLook {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("used (\\d+)([KMG])");
    private static final int SECONDS = 60;

    private final ProcessHandle process;

    ProcessLook(ProcessHandle process) {
        this.process = process;
    }

    /// Why a process cannot be looked at here, and what to do about it.
    static Optional<String> missing() {
        return Optional.of(LiveHeap.missing()).filter(why -> !why.isEmpty());
    }

    /// @param files open
    /// @param heapMib used
    /// @param peakMib the most memory it ever had at once, of every kind
    record Figures(long files, double heapMib, double peakMib) {}

    /// After a full collection.
    Figures afterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        return figures();
    }

    Figures figures() throws IOException, InterruptedException {
        return new Figures(files(), heapMib(jcmd("GC.heap_info")), peakMib());
    }

    /// Files that are open; a great many where that cannot be seen.
    long files() {
        try (Stream<Path> open = Files.list(proc().resolve("fd"))) {
            return open.count();
        } catch (IOException _) {
            return Long.MAX_VALUE;
        }
    }

    /// @param told by `GC.heap_info`
    static double heapMib(String told) throws IOException {
        Matcher used = HEAP.matcher(told);
        if (!used.find()) {
            throw new IOException("jcmd GC.heap_info tells no heap: " + told);
        }
        double number = Double.parseDouble(used.group(1));
        return switch (used.group(2)) {
            case "K" -> number / 1024;
            case "G" -> number * 1024;
            default -> number;
        };
    }

    private double peakMib() throws IOException {
        Matcher peak = PEAK.matcher(Files.readString(proc().resolve("status")));
        if (!peak.find()) {
            throw new IOException(proc() + "/status has no VmHWM");
        }
        return Long.parseLong(peak.group(1)) / 1024.0;
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private String jcmd(String what) throws IOException, InterruptedException {
        Process asked =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                what)
                        .redirectErrorStream(true)
                        .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.waitFor(SECONDS, TimeUnit.SECONDS) || asked.exitValue() != 0) {
            asked.destroyForcibly();
            throw new IOException("jcmd " + what + ": " + told.strip());
        }
        return told;
    }
}
