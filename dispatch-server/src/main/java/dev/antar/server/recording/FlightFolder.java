package dev.antar.server.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of a flight. Somebody else may be deleting it at the same time: what is gone has no
/// size and is older than all else. Any thread.
record FlightFolder(Path path) {

    /// The last part was not there in earlier versions.
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}-\\d+(-[0-9a-f]{8})?");

    private static final Pattern FILE = Pattern.compile("\\d{6}" + Pattern.quote(Format.SUFFIX));

    /// Whether it is named as recorders name it and nothing else is in it: whatever people have put
    /// beside recordings is theirs.
    boolean isFlight() throws IOException {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && NAME.matcher(path.getFileName().toString()).matches()
                && files().stream()
                        .allMatch(each -> FILE.matcher(each.getFileName().toString()).matches());
    }

    /// When the last of its files was written to; of one without files, when it was made.
    Instant endedAt() throws IOException {
        List<Path> files = files();
        return files.isEmpty() ? writtenAt(path) : Flights.endedAt(files);
    }

    long bytes() throws IOException {
        long size = 0;
        for (Path file : files()) {
            try {
                size += Files.size(file);
            } catch (NoSuchFileException _) {
                // Gone meanwhile.
            }
        }
        return size;
    }

    void delete() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
    }

    /// When a file was written to last.
    static Instant writtenAt(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException _) {
            return Instant.EPOCH;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
