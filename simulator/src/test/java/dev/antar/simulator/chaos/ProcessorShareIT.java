package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A bound by the operating system itself.
@Timeout(60)
final class ProcessorShareIT {

    @Test
    void processThatWantsAllOfAProcessorIsHeldBackUntilItsBoundEnds() throws Exception {
        assumeTrue(allowed(), "only root on Linux, with control groups of his own, may bound");
        Process greedy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            Path group;
            try (ProcessorShare share = ProcessorShare.of(20, List.of(greedy.toHandle()))) {
                group = share.group();
                assertEquals(
                        List.of(Long.toString(greedy.pid())),
                        Files.readAllLines(group.resolve("cgroup.procs")));
                Pace.await(Duration.ofSeconds(30), () -> timesHeldBack(group) > 0);
                assertTrue(timesHeldBack(group) > 0, "never held back");
            }
            assertFalse(Files.exists(group), "the group is gone");
            assertTrue(greedy.isAlive());
        } finally {
            greedy.destroyForcibly().waitFor();
        }
    }

    private static long timesHeldBack(Path group) {
        try {
            return Files.readAllLines(group.resolve("cpu.stat")).stream()
                    .filter(line -> line.startsWith("nr_throttled "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean allowed() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        Path groups = ProcessorShare.GROUPS;
        if (!ProcessorShare.unified(groups)) {
            return Files.isWritable(groups.resolve("cpu"))
                    && Files.exists(groups.resolve("cpu/cpu.cfs_quota_us"));
        }
        Path passedOn = groups.resolve("cgroup.subtree_control");
        // Only the machine's own root may have processes beside groups; it is of no type.
        boolean root = Files.notExists(groups.resolve("cgroup.type"));
        return Files.isWritable(passedOn) && (root || Files.readString(passedOn).contains("cpu"));
    }
}
