package dev.antar.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a figure depends on besides the program: machine, system, JDK and its flags.
public final class Environment {

    private Environment() {}

    public static List<String> lines() {
        return List.of(
                "machine  "
                        + firstValue("/proc/cpuinfo", "model name", System.getProperty("os.arch"))
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores, "
                        + firstValue("/proc/meminfo", "MemTotal", "unknown memory"),
                "system   "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version"),
                "jdk      "
                        + System.getProperty("java.vm.name")
                        + " "
                        + System.getProperty("java.runtime.version"),
                "flags    "
                        + String.join(
                                " ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }

    /// The text after the colon of the first such line of a Linux file, where there is one.
    private static String firstValue(String file, String key, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException | java.io.UncheckedIOException _) {
            return otherwise;
        }
    }
}
