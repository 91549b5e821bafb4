package dev.antar.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// A run is the same in every process, however that is set up: nothing of it hangs on the addresses
/// or hash codes of objects, on the order in which sets that are salted anew in each process are
/// gone through, on threads, heap, language or time zone.
final class OtherProcessIT {

    private static final int SEEDS = 8;
    private static final long LIMIT_SECONDS = 120;

    private static final Pattern FINGERPRINT = Pattern.compile("fingerprint=(\\w{16}) ");

    /// Every object has the same hash code, the heap is small and swept by another collector, and
    /// it is Cairo.
    private static final List<String> OTHERWISE =
            List.of(
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:hashCode=2",
                    "-XX:-UseCompactObjectHeaders",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx200m",
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-Duser.timezone=Africa/Cairo",
                    "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3",
                    "-Dantar.log.regions=OFF");

    @Test
    void runInAnotherProcessIsTheSameToTheLastBit(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<String> here =
                LongStream.range(0, SEEDS)
                        .mapToObj(seed -> Options.draw(seed, Profile.ALL))
                        .map(options -> Torture.run(options, Set.of()).fingerprint())
                        .toList();

        String told = elsewhere(folder);

        assertEquals(
                here,
                FINGERPRINT
                        .matcher(told)
                        .results()
                        .map((MatchResult each) -> each.group(1))
                        .toList(),
                told);
    }

    private static String elsewhere(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OTHERWISE);
        // Which packages it may reach, and nothing of how it is run.
        for (String flag : environment("ANTAR_JVM_FLAGS").split(" +", -1)) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        command.addAll(
                List.of("-cp", environment("ANTAR_SERVER_CLASSPATH"), "dev.antar.server.Main"));
        command.addAll(List.of("torture", "--seeds", Integer.toString(SEEDS), "--fingerprints"));
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // A failing run would be added to the sources' own regressions.
        builder.environment().remove("ANTAR_HOME");
        Process process = builder.start();
        try {
            boolean over = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String told = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
            assertTrue(over, () -> "not over after " + LIMIT_SECONDS + " s: " + told);
            assertEquals(0, process.exitValue(), told);
            return told;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name + ": is set by the build");
    }
}
