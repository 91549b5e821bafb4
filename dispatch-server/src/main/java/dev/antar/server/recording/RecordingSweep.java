package dev.antar.server.recording;

import dev.antar.server.engine.TimeSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Deletes recordings that are too old, of every region that has a folder: also of one that is not
/// served any more, is recorded no longer, or whose recording has broken off. A region that is
/// being recorded is left to its recorder, who does the same ([Retention]). Any thread, one at a
/// time.
public final class RecordingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingSweep.class);

    /// Deleted in one sweep; the rest waits for the next.
    static final int AT_ONCE = 1_000;

    private final Path folder;
    private final Duration kept;
    private final TimeSource time;
    private final Predicate<Path> writing;

    /// What could not be deleted, and was told.
    private Set<Path> told = new HashSet<>();

    private Set<Path> failing = new HashSet<>();
    private int deleted;
    private int newlyTold;

    /// What a sweep did.
    ///
    /// @param failed how many could not be deleted, or looked into
    /// @param told of how many of these the log has a word now, because they failed for the first
    ///   time
    public record Swept(int deleted, int failed, int told) {}

    /// @param folder with a folder for each region; need not exist
    /// @param days after which a recording that has ended is deleted
    /// @param time that goes on with the machine's, also where its clock is set
    /// @param writing whether somebody writes into a region's folder now
    public RecordingSweep(Path folder, int days, TimeSource time, Predicate<Path> writing) {
        this.folder = folder;
        this.kept = Duration.ofDays(days);
        this.time = time;
        this.writing = writing;
    }

    /// Deletes what is too old. What cannot be deleted is told once, and tried again each time.
    public synchronized Swept sweep() {
        deleted = 0;
        newlyTold = 0;
        failing = new HashSet<>();
        Instant oldest = Instant.ofEpochMilli(time.millis()).minus(kept);
        if (Files.isDirectory(folder)) {
            sweepEach(folder, region -> sweepRegion(region, oldest));
        }
        told = failing;
        return new Swept(deleted, failing.size(), newlyTold);
    }

    private void sweepRegion(Path region, Instant oldest) throws IOException {
        if (Files.isDirectory(region) && !writing.test(region)) {
            int before = deleted;
            sweepEach(region, flight -> sweepFlight(region, new FlightFolder(flight), oldest));
            if (deleted > before) {
                LOG.info("Deleted {} recordings in {}: their age", deleted - before, region);
            }
        }
    }

    private void sweepFlight(Path region, FlightFolder flight, Instant oldest) throws IOException {
        // Asked once more: a recorder may have begun meanwhile.
        if (deleted < AT_ONCE
                && flight.isFlight()
                && flight.endedAt().isBefore(oldest)
                && !writing.test(region)) {
            flight.delete();
            deleted++;
        }
    }

    private interface Step {

        void with(Path child) throws IOException;
    }

    private void sweepEach(Path parent, Step step) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            for (Path child : children) {
                try {
                    step.with(child);
                } catch (IOException e) {
                    failed(child, e);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            failed(parent, e);
        }
    }

    private void failed(Path path, Exception why) {
        failing.add(path);
        if (!told.contains(path)) {
            newlyTold++;
            LOG.warn(
                    "{} is in the way of deleting old recordings, and will be tried again: {}",
                    path,
                    why.toString());
        }
    }
}
