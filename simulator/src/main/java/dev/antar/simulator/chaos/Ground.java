package dev.antar.simulator.chaos;

import dev.antar.simulator.processes.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What all drills of a run stand on: a PostgreSQL whose tables a server has made, as on any first
/// start, and which then runs without it.
final class Ground implements AutoCloseable {

    static final Duration READY = Duration.ofSeconds(60);

    private final Path work;
    private final Ports ports;
    private final Path program;
    private final Path files;
    private final Postgres postgres;

    private Ground(Path work, Ports ports, Path program, Path files, Postgres postgres) {
        this.work = work;
        this.ports = ports;
        this.program = program;
        this.files = files;
        this.postgres = postgres;
    }

    /// Lets a server make its database, and takes that over. Takes some seconds.
    ///
    /// @param work for the files of databases and the logs
    static Ground prepare(Path work, Ports ports) throws IOException, InterruptedException {
        Path data = Files.createDirectories(work.resolve("first"));
        Path files = data.resolve("postgres");
        Path program;
        try (ServerProcess first =
                ServerProcess.start(
                        ports.take(),
                        work.resolve("first.log"),
                        List.of("--data", data.toString(), "--no-record"))) {
            first.awaitReady(READY);
            program = programOf(files);
        }
        Postgres postgres =
                new Postgres(program, files, ports.take(), work.resolve("postgres.log"));
        postgres.start();
        return new Ground(work, ports, program, files, postgres);
    }

    Path work() {
        return work;
    }

    Ports ports() {
        return ports;
    }

    /// Running, however the drill before has left it.
    Postgres postgres() throws IOException, InterruptedException {
        if (!postgres.running()) {
            postgres.start();
        }
        postgres.thaw();
        return postgres;
    }

    /// A PostgreSQL like the other, with its files in that folder. It is not started.
    Postgres another(Path folder) throws IOException, InterruptedException {
        postgres().stopInOrder();
        try {
            // As it stands: owners and permissions are part of what it insists on.
            Commands.run("cp", "-a", files.toString(), folder.toString());
        } finally {
            postgres.start();
        }
        return new Postgres(
                program,
                folder.resolve(files.getFileName()),
                ports.take(),
                work.resolve("postgres-" + folder.getFileName() + ".log"));
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /// The program that runs on these files, as the operating system knows it.
    private static Path programOf(Path files) throws IOException {
        String pid = Files.readAllLines(files.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(running -> running.info().command())
                .map(Path::of)
                .orElseThrow(() -> new IOException("the server has not started a PostgreSQL"));
    }
}
