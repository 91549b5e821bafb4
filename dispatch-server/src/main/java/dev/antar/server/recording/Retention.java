package dev.antar.server.recording;

import dev.antar.server.engine.TimeSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Deletes a region's recordings that are too old, and the oldest while all are too large; never
/// the one that is being written.
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Path folder;
    private final RecordingLimits limits;
    private final TimeSource time;

    /// What could not be deleted, and was told: it is tried again every few seconds.
    private Set<Path> told = Set.of();

    /// @param time that goes on with the machine's, also where its clock is set
    Retention(Path folder, RecordingLimits limits, TimeSource time) {
        this.folder = folder;
        this.limits = limits;
        this.time = time;
    }

    /// Deletes what must go.
    ///
    /// @param current folder of the flight being written
    /// @param currentBytes its size
    /// @return false when the current one alone is too large
    boolean enforce(Path current, long currentBytes) throws IOException {
        List<FlightFolder> ended;
        try (Stream<Path> all = Files.list(folder)) {
            ended =
                    all.filter(Files::isDirectory)
                            .filter(each -> !each.equals(current))
                            .sorted(Comparator.comparing(Path::getFileName))
                            .map(FlightFolder::new)
                            .toList();
        }
        long total = currentBytes;
        for (FlightFolder each : ended) {
            total += each.bytes();
        }
        Instant oldest = Instant.ofEpochMilli(time.millis()).minus(Duration.ofDays(limits.days()));
        Set<Path> failing = new HashSet<>();
        for (FlightFolder each : ended) {
            try {
                boolean tooOld = each.endedAt().isBefore(oldest);
                if (tooOld || total > limits.bytes()) {
                    total -= each.bytes();
                    each.delete();
                    LOG.info(
                            "Deleted the recording {}: {}",
                            each.path(),
                            tooOld ? "its age" : "its size");
                }
            } catch (IOException e) {
                // An old one that cannot be deleted must not end the one that is being written.
                failing.add(each.path());
                if (!told.contains(each.path())) {
                    LOG.warn("The recording {} cannot be deleted: {}", each.path(), e.toString());
                }
            }
        }
        told = failing;
        return currentBytes <= limits.bytes();
    }
}
