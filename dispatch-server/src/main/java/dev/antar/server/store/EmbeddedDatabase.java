package dev.antar.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL of our own, with its files in a folder that no other process may use meanwhile.
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int STOP_SECONDS = 20;

    private final EmbeddedPostgres postgres;
    private final FileChannel lockFile;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FileChannel lockFile) {
        this.postgres = postgres;
        this.lockFile = lockFile;
    }

    static EmbeddedDatabase start(Path folder) {
        Path files = folder.resolve("postgres");
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = lock(folder);
            stopOrphan(files);
            removeHalfMade(files);
            // The library is made for tests and turns durability off; later settings win.
            EmbeddedPostgres started =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(files)
                            .setCleanDataDirectory(false)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", "40")
                            .setServerConfig("timezone", "UTC")
                            .setServerConfig("log_timezone", "UTC")
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .start();
            return new EmbeddedDatabase(started, lockFile);
        } catch (IOException | RuntimeException e) {
            closeQuietly(lockFile);
            if (e instanceof DatabaseException known) {
                throw known;
            }
            throw new DatabaseException(
                    "The embedded PostgreSQL could not be started in "
                            + files
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    Database.Address address() {
        return new Database.Address(
                "127.0.0.1", postgres.getPort(), "postgres", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop in order: {}", e.getMessage());
        }
        closeQuietly(lockFile);
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("antar.lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            held = null;
        }
        if (held == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new DatabaseException(
                    "The data folder "
                            + folder
                            + " is in use by process "
                            + (holder.isEmpty() ? "of unknown number" : holder)
                            + ". Stop it, or give another folder with --data.");
        }
        channel.truncate(0);
        channel.write(
                StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    /// A server that was killed leaves its PostgreSQL running on the files. We hold the folder's
    /// lock, so nobody needs it any more.
    private static void stopOrphan(Path files) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> orphan =
                lines.isEmpty() ? Optional.empty() : runningPostgres(lines.getFirst().strip());
        if (orphan.isEmpty()) {
            return;
        }
        LOG.warn(
                "Stopping a PostgreSQL (process {}) left by a server that died",
                orphan.get().pid());
        orphan.get().destroy();
        if (!ended(orphan.get())) {
            orphan.get().destroyForcibly();
            if (!ended(orphan.get())) {
                throw new DatabaseException(
                        "A PostgreSQL left by a server that died (process "
                                + orphan.get().pid()
                                + ") cannot be stopped. Stop it by hand, then start again.");
            }
        }
    }

    private static Optional<ProcessHandle> runningPostgres(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(
                            process ->
                                    process.info()
                                            .command()
                                            .map(command -> command.contains("postgres"))
                                            .orElse(false));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException _) {
            return !process.isAlive();
        }
    }

    /// A first start that was cut short leaves files that are no database yet. Only such ones,
    /// which never had a version, are removed.
    private static void removeHalfMade(Path files) throws IOException {
        if (!Files.isDirectory(files) || Files.exists(files.resolve("global/pg_control"))) {
            return;
        }
        try (var walk = Files.walk(files)) {
            for (Path file : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("The data folder's lock did not close: {}", e.getMessage());
        }
    }
}
