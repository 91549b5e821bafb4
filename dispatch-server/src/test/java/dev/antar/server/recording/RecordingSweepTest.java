package dev.antar.server.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Recorder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What is too old goes whoever recorded it, and nothing else does.
final class RecordingSweepTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final int DAYS = 30;

    @TempDir private Path folder;

    @Test
    void oldRecordingsOfEveryRegionGoAndYoungerStay() throws IOException {
        Path served = flight("city", "20260701T000000-3-0123abcd", 31);
        Path unserved = flight("village", "20260701T000000-1", 31);
        Path young = flight("village", "20260801T000000-2-0123abcd", 29);

        assertEquals(new RecordingSweep.Swept(2, 0, 0), sweepOf(folder).sweep());

        assertTrue(Files.notExists(served) && Files.notExists(unserved));
        assertTrue(Files.exists(young.resolve("000002.rec")));
        assertEquals(new RecordingSweep.Swept(0, 0, 0), sweepOf(folder).sweep());
    }

    @Test
    void folderThatWasNeverMadeIsNoFailure() {
        assertEquals(new RecordingSweep.Swept(0, 0, 0), sweepOf(folder.resolve("nowhere")).sweep());
    }

    @Test
    void whatARecorderIsWritingStaysHoweverOldItLooksUntilTheRecorderHasEnded() throws IOException {
        FileRecorder recorder =
                new FileRecorder(
                        folder.resolve("city"),
                        Recordings.ANTAR,
                        new RecordingLimits(1 << 20, 3_650));
        RecordingSweep beside = new RecordingSweep(folder, DAYS, () -> NOW, recorder::writesInto);
        recorder.began(
                Recorder.Beginning.of(
                        "city",
                        1,
                        NOW,
                        DispatchConfig.defaults(),
                        Policy.of("minimum-cost"),
                        Snapshot.empty()));
        recorder.awaitWritten();
        Path old = flight("village", "20260701T000000-1", 31);
        Path written = age(onlyFlight(folder.resolve("city")), 31);

        assertEquals(new RecordingSweep.Swept(1, 0, 0), beside.sweep());
        assertTrue(Files.exists(written.resolve("000001.rec")));
        assertFalse(Files.exists(old));

        recorder.ended();
        recorder.close();
        age(written, 31);
        assertEquals(new RecordingSweep.Swept(1, 0, 0), beside.sweep());
        assertFalse(Files.exists(written));
    }

    @Test
    void whatPeoplePutBesideRecordingsStays() throws IOException {
        Path notes = Files.createDirectories(folder.resolve("city/notes"));
        age(Files.write(notes.resolve("000001.rec"), new byte[1]), 99);
        Path more = flight("city", "20260701T000000-1", 99);
        age(Files.write(more.resolve("why.txt"), new byte[1]), 99);
        age(Files.write(folder.resolve("read.me"), new byte[1]), 99);
        Path link = folder.resolve("city/20260702T000000-1");
        Files.createSymbolicLink(link, notes);

        assertEquals(new RecordingSweep.Swept(0, 0, 0), sweepOf(folder).sweep());

        assertTrue(Files.exists(notes.resolve("000001.rec")));
        assertTrue(Files.exists(more.resolve("000001.rec")));
        assertTrue(Files.exists(link));
    }

    @Test
    void whatCannotBeDeletedIsToldOnceAndHoldsUpNothing() throws IOException {
        Path stuck = folder.resolve("city/20260701T000000-1");
        // No file, and not empty.
        Files.createDirectories(stuck.resolve("000001.rec/inside"));
        age(stuck.resolve("000001.rec"), 99);
        Path old = flight("city", "20260702T000000-1", 99);
        RecordingSweep again = sweepOf(folder);

        assertEquals(new RecordingSweep.Swept(1, 1, 1), again.sweep());
        assertEquals(new RecordingSweep.Swept(0, 1, 0), again.sweep());

        assertFalse(Files.exists(old));
        Files.delete(stuck.resolve("000001.rec/inside"));
        age(stuck.resolve("000001.rec"), 99);
        assertEquals(new RecordingSweep.Swept(1, 0, 0), again.sweep());
    }

    @Test
    void oneSweepDeletesNoMoreThanSoManyAndTheNextGoesOn() throws IOException {
        for (int i = 0; i <= RecordingSweep.AT_ONCE; i++) {
            flight("city", "20260701T000000-" + i, 31);
        }
        RecordingSweep both = sweepOf(folder);

        assertEquals(RecordingSweep.AT_ONCE, both.sweep().deleted());
        assertEquals(1, both.sweep().deleted());
    }

    private static RecordingSweep sweepOf(Path folder) {
        return new RecordingSweep(folder, DAYS, () -> NOW, _ -> false);
    }

    /// A recording that ended so many days ago.
    private Path flight(String region, String name, int days) throws IOException {
        Path flight = Files.createDirectories(folder.resolve(region).resolve(name));
        age(Files.write(flight.resolve("000001.rec"), new byte[10]), days + 1);
        age(Files.write(flight.resolve("000002.rec"), new byte[10]), days);
        return flight;
    }

    /// Lets a file, or all files of a folder, be as old.
    private static Path age(Path path, int days) throws IOException {
        FileTime then = FileTime.fromMillis(NOW - Duration.ofDays(days).toMillis());
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, then);
            }
        }
        return path;
    }

    private static Path onlyFlight(Path region) throws IOException {
        try (Stream<Path> flights = Files.list(region)) {
            List<Path> all = flights.toList();
            assertEquals(1, all.size());
            return all.getFirst();
        }
    }
}
