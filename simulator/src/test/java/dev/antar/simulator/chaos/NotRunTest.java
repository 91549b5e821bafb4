package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a machine does not allow is said, and is no failure.
final class NotRunTest {

    private static final Trial ALLOWED = () -> {};

    private static final Trial REFUSED =
            () -> {
                throw new IOException("mount: permission denied.\n  dmesg may tell more.\n");
            };

    @Test
    void whatTheMachineDoesNotAllowIsListedAsNotRunWithTheReasonAndWhatToDo(@TempDir Path folder)
            throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int exitCode =
                run(
                        folder,
                        List.of(
                                new DiskFull("disk-full", REFUSED),
                                new ClockJump("clock-jump", REFUSED)),
                        ALLOWED,
                        said);

        String summary = Files.readString(folder.resolve("summary.json"));
        String page = Files.readString(folder.resolve("report.html"));
        assertEquals(0, exitCode);
        for (String each : List.of(said.toString(StandardCharsets.UTF_8), summary, page)) {
            assertTrue(each.contains("mount: permission denied. dmesg may tell more."), each);
            assertTrue(each.contains("docker run --cap-add SYS_ADMIN"), each);
            assertTrue(each.contains("scripts/install-chaos"), each);
        }
        assertEquals(3, summary.split("NOT_RUN", -1).length);
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("0 failed, 2 not run"));
    }

    @Test
    void whereNoDatabaseCanBeHadNothingIsRun(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int exitCode = run(folder, Drills.named("all"), REFUSED, said);

        assertEquals(0, exitCode);
        assertTrue(
                said.toString(StandardCharsets.UTF_8)
                        .contains("0 failed, " + Drills.named("all").size() + " not run"));
        assertFalse(Files.exists(folder.resolve("work").resolve("first")));
    }

    @Test
    void whatIsAllowedIsNotMissing() {
        assertEquals(Optional.empty(), new DiskFull("disk-full", ALLOWED).missing());
        assertEquals(Optional.empty(), new ClockJump("clock-jump", ALLOWED).missing());
        assertEquals(Optional.empty(), Ground.missing(ALLOWED));
    }

    @Test
    void networkIsTakenDownByProxiesWhereItHasNoNamespaceAndTheReportSaysWhy() {
        NetworkDown drill = new NetworkDown("network-down", REFUSED);

        assertEquals(Optional.empty(), drill.missing());
        assertTrue(NetworkDown.how(REFUSED.refused()).startsWith("By proxies"));
        assertTrue(NetworkDown.how(REFUSED.refused()).contains("permission denied"));
        assertTrue(NetworkDown.how(ALLOWED.refused()).startsWith("By a network namespace"));
    }

    private static int run(Path folder, List<Drill> drills, Trial user, ByteArrayOutputStream said)
            throws Exception {
        Plan plan =
                new Plan(
                        folder,
                        Duration.ofSeconds(5),
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        Duration.ofSeconds(1),
                        1,
                        10,
                        0,
                        1,
                        1);
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return new Chaos(plan, drills, user, "./antar chaos", out).run();
        }
    }
}
