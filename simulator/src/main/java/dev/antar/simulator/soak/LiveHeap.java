package dev.antar.simulator.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is alive in a Java process after a full collection, to the object: its class histogram.
/// Collectors count a heap by pages that are partly empty; this does not.
///
/// @param bytes of all objects
/// @param classes by the class's name as the JVM writes it
public record LiveHeap(long bytes, Map<String, Kind> classes) {

    private static final Pattern LINE =
            Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +(\\S+)(?: \\(.*\\))?");
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+) *");

    /// With which some collectors fill gaps between objects: no objects, though they count them.
    private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

    private static final long LIMIT_SECONDS = 60;
    private static final double MB = 1e6;

    public LiveHeap {
        classes = Map.copyOf(classes);
    }

    /// The objects of one class.
    public record Kind(long objects, long bytes) {}

    /// Why it cannot be measured here, or empty.
    public static String missing() {
        return Files.isExecutable(jcmd())
                ? ""
                : jcmd() + " is not there; start antar with a JDK, not a JRE (ANTAR_JAVA_HOME)";
    }

    /// Collects all garbage of the process and counts what is left. Takes it some tenths of a
    /// second in which it answers nobody.
    public static LiveHeap of(ProcessHandle process) throws IOException, InterruptedException {
        Path said = Files.createTempFile("heap", ".txt");
        try {
            Process asked =
                    new ProcessBuilder(
                                    jcmd().toString(),
                                    Long.toString(process.pid()),
                                    "GC.class_histogram")
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (!asked.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                throw new IOException("jcmd has not answered for " + LIMIT_SECONDS + " s");
            }
            return read(Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }

    static LiveHeap read(String histogram) throws IOException {
        Map<String, Kind> classes = new HashMap<>();
        long total = -1;
        for (String line : histogram.split("\n", -1)) {
            Matcher kind = LINE.matcher(line);
            if (kind.matches()) {
                classes.merge(
                        kind.group(3),
                        new Kind(Long.parseLong(kind.group(1)), Long.parseLong(kind.group(2))),
                        (a, b) -> new Kind(a.objects + b.objects, a.bytes + b.bytes));
                continue;
            }
            Matcher all = TOTAL.matcher(line);
            if (all.matches()) {
                total = Long.parseLong(all.group(1));
            }
        }
        if (total < 0) {
            throw new IOException("no histogram of the heap: " + histogram.strip());
        }
        Kind filled = classes.remove(FILLER);
        return new LiveHeap(filled == null ? total : total - filled.bytes, classes);
    }

    /// How many objects there are of the classes whose whole name matches.
    public long objects(Pattern names) {
        return classes.entrySet().stream()
                .filter(each -> names.matcher(each.getKey()).matches())
                .mapToLong(each -> each.getValue().objects())
                .sum();
    }

    /// The classes that have grown most since then, in words, the most first.
    public List<String> grownSince(LiveHeap before, int most) {
        record Grown(String name, long objects, long bytes) {}
        List<Grown> grown = new ArrayList<>();
        classes.forEach(
                (name, now) -> {
                    Kind then = before.classes.getOrDefault(name, new Kind(0, 0));
                    grown.add(new Grown(name, now.objects - then.objects, now.bytes - then.bytes));
                });
        return grown.stream()
                .filter(each -> each.bytes > 0)
                .sorted(Comparator.comparingLong(Grown::bytes).reversed())
                .limit(most)
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "%s: %,d more (%.2f MB)",
                                        each.name,
                                        each.objects,
                                        each.bytes / MB))
                .toList();
    }

    private static Path jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }
}
