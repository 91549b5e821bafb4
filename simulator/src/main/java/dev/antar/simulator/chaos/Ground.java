package dev.antar.simulator.chaos;

import dev.antar.simulator.processes.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What all drills of a run stand on: a PostgreSQL whose tables a server has made, as on any first
/// start, and which then runs without it.
final class Ground implements AutoCloseable {

    static final Duration READY = Duration.ofMinutes(2);

    private final Path work;
    private final Ports ports;
    private final Path program;
    private final Path pristine;
    private final Postgres postgres;

    private Ground(Path work, Ports ports, Path program, Path pristine, Postgres postgres) {
        this.work = work;
        this.ports = ports;
        this.program = program;
        this.pristine = pristine;
        this.postgres = postgres;
    }

    /// Why no drill can be run here, and what to do about it.
    ///
    /// @param anotherUser whether PostgreSQL can run as somebody else than root
    static Optional<String> missing(Trial anotherUser) {
        return anotherUser
                .refused()
                .map(
                        why ->
                                "needs PostgreSQL, which refuses to run as root ("
                                        + why
                                        + "): run it as another user, or where root may make user"
                                        + " namespaces (unshare is in util-linux:"
                                        + " scripts/install-chaos)");
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
        Path pristine = data.resolve("pristine");
        Commands.run("cp", "-a", files.toString(), pristine.toString());
        Postgres postgres =
                new Postgres(program, files, ports.take(), work.resolve("postgres.log"), List.of());
        try {
            postgres.start();
        } catch (IOException | InterruptedException e) {
            postgres.close();
            throw e;
        }
        return new Ground(work, ports, program, pristine, postgres);
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

    /// A PostgreSQL like the common one was at first, with its files in that folder. It is not
    /// started.
    Postgres another(Path folder, List<String> settings) throws IOException, InterruptedException {
        // As it stands: owners and permissions are part of what it insists on.
        Path own = folder.resolve("postgres");
        Commands.run("cp", "-a", pristine.toString(), own.toString());
        return new Postgres(
                program,
                own,
                ports.take(),
                work.resolve("postgres-" + folder.getFileName() + ".log"),
                settings);
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
