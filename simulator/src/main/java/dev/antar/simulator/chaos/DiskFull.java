package dev.antar.simulator.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// PostgreSQL's disk is full for a while.
///
/// @param mount whether a small disk can be had
record DiskFull(String name, Trial mount) implements Drill {

    private static final String SIZE = "160m";
    private static final int PIECE = 64 * 1024;
    private static final double BACK_SECONDS = 15;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration REFILL = Duration.ofMillis(200);

    /// Those who were refused come back.
    private static final Duration AFTER = Duration.ofSeconds(2);

    @Override
    public String about() {
        return "PostgreSQL's files are on a small disk (tmpfs), which is filled up and freed"
                + " again.";
    }

    @Override
    public Optional<String> missing() {
        return mount.refused()
                .map(
                        why ->
                                "needs a small disk ("
                                        + why
                                        + "): run it as root, in a container with the right to"
                                        + " mount (docker run --cap-add SYS_ADMIN --security-opt"
                                        + " apparmor=unconfined)");
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        Path disk = Files.createDirectories(stage.folder().resolve("disk"));
        Commands.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString());
        stage.keep(() -> Commands.run("umount", disk.toString()));
        Postgres small =
                stage.ground().another(disk, List.of("max_wal_size=48MB", "min_wal_size=32MB"));
        stage.use(small);
        small.start();
        stage.startServer();
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), false);
        Pace.pause(BEFORE);
        Path ballast = disk.resolve("ballast");
        Pace pace = new Pace();
        long full = fill(ballast);
        long gone = System.nanoTime();
        stage.findings().progress(0.3, "the disk is full");
        while (pace.passed().compareTo(plan.span()) < 0) {
            // Whatever PostgreSQL has freed by itself is taken as well.
            Pace.pause(REFILL);
            full += fill(ballast);
        }
        int refused = askers.unsuccessful().size();
        boolean died = !small.running();
        Files.delete(ballast);
        if (died) {
            small.start();
        }
        long back = System.nanoTime();
        double first =
                Pace.await(Duration.ofSeconds(60), () -> askers.lastAcknowledgedNanos() > back);
        Pace.pause(AFTER);
        stage.audit();
        Findings findings = stage.findings();
        findings.figure("disk full, s", (back - gone) / 1e9);
        findings.figure("filled with, MiB", full >> 20);
        findings.figure("refused meanwhile", refused);
        findings.note(
                died
                        ? "PostgreSQL ended itself when it could not write its log, and was started"
                                + " again when there was room."
                        : "PostgreSQL stayed up and refused to write.");
        findings.soon("the first job after there is room", first, BACK_SECONDS, "s");
    }

    /// Writes until nothing more goes in.
    ///
    /// @return bytes written
    private static long fill(Path file) {
        long written = 0;
        byte[] piece = new byte[PIECE];
        for (int size = PIECE; size >= 4_096; size /= 4) {
            try (OutputStream out =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(piece, 0, size);
                    written += size;
                }
            } catch (IOException _) {
                // Full for pieces of this size.
            }
        }
        return written;
    }
}
