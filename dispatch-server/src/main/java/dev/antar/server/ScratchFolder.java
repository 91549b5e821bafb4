package dev.antar.server;

import dev.antar.server.care.Folders;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What libraries unpack while a process runs: H3's native library, Vert.x's cache of files. Each
/// process has a folder of its own for it among the machine's temporary files, locked as long as it
/// lives, and deletes it when it ends. One that is killed cannot; whoever starts later and finds a
/// folder that nobody has locked deletes it for him.
///
/// All methods may be called by any thread.
final class ScratchFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);

    private static final String PREFIX = "antar-process-";
    private static final String LOCK = "lock";

    /// A younger folder may not have been locked yet by whom it belongs to.
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /// A lock that nobody refers to any more is given back with its channel.
    private static final Queue<FileLock> HELD = new ConcurrentLinkedQueue<>();

    private ScratchFolder() {}

    /// Makes this process's folder and lets the libraries use it. Must be called before any of them
    /// is loaded. Where temporary files cannot be written they go where they go by themselves.
    static void use() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path own = claim(all);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own), "scratch-folder"));
            setUnlessSet("h3.native.dir", own);
            setUnlessSet("vertx.cacheDirBase", own.resolve("vertx-cache"));
            deleteAbandoned(all, own, Instant.now().minus(YOUNG));
        } catch (IOException e) {
            LOG.warn("No folder for temporary files in {}: {}", all, e.toString());
        }
    }

    private static void setUnlessSet(String property, Path folder) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, folder.toString());
        }
    }

    /// Makes a folder in another and locks it until the process ends.
    static Path claim(Path all) throws IOException {
        Path own = Files.createTempDirectory(all, PREFIX);
        FileLock lock = lock(own);
        if (lock == null) {
            throw new IOException(own + " is locked by another process");
        }
        HELD.add(lock);
        return own;
    }

    /// Deletes what processes that are no more have left.
    ///
    /// @param own whose owner's folders may be deleted; itself it stays
    /// @param before later changed folders stay
    static void deleteAbandoned(Path all, Path own, Instant before) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    if (!folder.equals(own) && isAbandoned(folder, own, before)) {
                        delete(folder);
                    }
                } catch (IOException e) {
                    LOG.debug("{} stays: {}", folder, e.toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isAbandoned(Path folder, Path own, Instant before) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()
                || attributes.lastModifiedTime().toInstant().isAfter(before)
                || !Files.getOwner(folder).equals(Files.getOwner(own))) {
            return false;
        }
        FileLock lock = lock(folder);
        if (lock == null) {
            return false;
        }
        lock.acquiredBy().close();
        return true;
    }

    /// @return null where somebody has it
    private static @Nullable FileLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} stays: {}", folder, e.toString());
        }
    }
}
