package dev.antar.server.recording;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Deletes a region's recordings that are too old, and the oldest while all are too large; never
/// the one that is being written.
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Path folder;
    private final RecordingLimits limits;

    Retention(Path folder, RecordingLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /// Deletes what must go.
    ///
    /// @param current folder of the flight being written
    /// @param currentBytes its size
    /// @return false when the current one alone is too large
    boolean enforce(Path current, long currentBytes) throws IOException {
        List<Path> ended;
        try (Stream<Path> all = Files.list(folder)) {
            ended =
                    all.filter(Files::isDirectory)
                            .filter(each -> !each.equals(current))
                            .sorted(Comparator.comparing(Path::getFileName))
                            .toList();
        }
        long total = currentBytes;
        for (Path each : ended) {
            total += sizeOf(each);
        }
        Instant oldest = Instant.now().minus(Duration.ofDays(limits.days()));
        for (Path each : ended) {
            try {
                boolean tooOld = endedAt(each).isBefore(oldest);
                if (tooOld || total > limits.bytes()) {
                    total -= sizeOf(each);
                    delete(each);
                    LOG.info("Deleted the recording {}: {}", each, tooOld ? "its age" : "its size");
                }
            } catch (IOException e) {
                // An old one that cannot be deleted must not end the one that is being written.
                LOG.warn("The recording {} could not be deleted: {}", each, e.getMessage());
            }
        }
        return currentBytes <= limits.bytes();
    }

    /// When the last of its files was written to.
    private static Instant endedAt(Path flight) throws IOException {
        Instant last = Instant.EPOCH;
        for (Path file : files(flight)) {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            last = written.isAfter(last) ? written : last;
        }
        return last;
    }

    private static long sizeOf(Path flight) throws IOException {
        long size = 0;
        for (Path file : files(flight)) {
            size += Files.size(file);
        }
        return size;
    }

    private static void delete(Path flight) throws IOException {
        for (Path file : files(flight)) {
            Files.delete(file);
        }
        Files.delete(flight);
    }

    private static List<Path> files(Path flight) throws IOException {
        try (Stream<Path> files = Files.list(flight)) {
            return files.toList();
        }
    }
}
