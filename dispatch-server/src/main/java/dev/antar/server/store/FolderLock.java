package dev.antar.server.store;

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
import java.util.List;

/// Holds a data folder for one process.
public final class FolderLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final String FILE = "antar.lock";
    private static final String POSTMASTER = "postmaster.pid";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /// Takes the folder, which must exist.
    ///
    /// @throws DatabaseException where another process has it
    public static FolderLock of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = open(file);
        FileLock held = held(channel);
        if (held == null) {
            channel.close();
            throw new DatabaseException(
                    "The data folder "
                            + folder
                            + " is in use by process "
                            + holder(folder)
                            + ". Stop it, or give another folder with --data.");
        }
        channel.truncate(0);
        channel.write(
                StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
        return new FolderLock(channel);
    }

    /// Which process has the folder, or null if none has.
    public static @Nullable String user(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FILE))) {
            return null;
        }
        try (FileChannel channel = open(folder.resolve(FILE))) {
            return held(channel) == null ? holder(folder) : null;
        }
    }

    /// The PostgreSQL that runs on these files, or null.
    ///
    /// @param files the database's own folder
    public static @Nullable ProcessHandle runningPostgres(Path files) throws IOException {
        List<String> lines = postmaster(files);
        if (lines.isEmpty()) {
            return null;
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(
                            process ->
                                    process.info()
                                            .command()
                                            .map(command -> command.contains("postgres"))
                                            .orElse(false))
                    .orElse(null);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// What the PostgreSQL on these files wrote of itself: process, folder, start, port …; empty if
    /// it stopped in order.
    static List<String> postmaster(Path files) throws IOException {
        Path said = files.resolve(POSTMASTER);
        return Files.exists(said) ? Files.readAllLines(said) : List.of();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("The data folder's lock did not close: {}", e.getMessage());
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String holder(Path folder) throws IOException {
        String said = Files.readString(folder.resolve(FILE)).strip();
        return said.isEmpty() ? "of unknown number" : said;
    }
}
