package dev.antar.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL of our own, with its files in a folder that no other process may use meanwhile.
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int STOP_SECONDS = 20;

    /// After which PostgreSQL makes a checkpoint. After each of those it writes every page whole
    /// when it is first touched: with the usual 1 GB, a server under full load did half as much for
    /// 20 of every 80 s.
    private static final String MOST_LOG = "4GB";

    /// Files of the log that are kept to be used again, though little was written lately: making a
    /// new one, 16 MB of zeros each half second, is what a rush has no time for.
    private static final String KEPT_LOG = "2GB";

    /// What PostgreSQL keeps of its pages itself, as far as there are any. With the usual 128 MB
    /// the indexes of a few hundred thousand jobs push each other out.
    private static final String MOST_PAGES = "512MB";

    private final EmbeddedPostgres postgres;
    private final FolderLock lock;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FolderLock lock) {
        this.postgres = postgres;
        this.lock = lock;
    }

    static EmbeddedDatabase start(Path folder) {
        Path files = folder.resolve("postgres");
        FolderLock lock = null;
        try {
            Files.createDirectories(folder);
            lock = FolderLock.of(folder);
            requireNoHalfRestore(folder, files);
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
                            .setServerConfig("max_wal_size", MOST_LOG)
                            .setServerConfig("min_wal_size", KEPT_LOG)
                            .setServerConfig("shared_buffers", MOST_PAGES)
                            .setServerConfig("max_connections", "40")
                            .setServerConfig("timezone", "UTC")
                            .setServerConfig("log_timezone", "UTC")
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .start();
            return new EmbeddedDatabase(started, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
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
        return address(postgres.getPort());
    }

    /// Of any embedded database that listens on this port.
    static Database.Address address(int port) {
        return new Database.Address("127.0.0.1", port, "postgres", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop in order: {}", e.getMessage());
        }
        lock.close();
    }

    /// A server that was killed leaves its PostgreSQL running on the files. We hold the folder's
    /// lock, so nobody needs it any more.
    private static void stopOrphan(Path files) throws IOException {
        ProcessHandle orphan = FolderLock.runningPostgres(files);
        if (orphan == null) {
            return;
        }
        LOG.warn("Stopping a PostgreSQL (process {}) left by a server that died", orphan.pid());
        orphan.destroy();
        if (!ended(orphan)) {
            orphan.destroyForcibly();
            if (!ended(orphan)) {
                throw new DatabaseException(
                        "A PostgreSQL left by a server that died (process "
                                + orphan.pid()
                                + ") cannot be stopped. Stop it by hand, then start again.");
            }
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

    /// A restore that was cut short in its last step must not look like a folder without data.
    private static void requireNoHalfRestore(Path folder, Path files) {
        Path restored = folder.resolve("restoring").resolve("postgres");
        if (!Files.exists(files) && Files.exists(restored)) {
            throw new DatabaseException(
                    "A restore into "
                            + folder
                            + " was cut short. Restore the backup again with `antar restore`; to"
                            + " begin without data, delete "
                            + restored.getParent()
                            + ".");
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
}
