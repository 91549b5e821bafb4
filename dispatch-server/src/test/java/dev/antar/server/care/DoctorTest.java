package dev.antar.server.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Recorder;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.recording.RecordingLimits;
import dev.antar.server.store.Database;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What the doctor sees from outside, without a database that runs.
final class DoctorTest {

    @TempDir private Path folder;

    private Path data;
    private Path files;

    /// A folder in which nothing is wrong.
    @BeforeEach
    void healthy() throws IOException {
        data = folder.resolve("data");
        files = data.resolve("postgres");
        for (String each : List.of("base", "global", "pg_wal", "pg_xact", "pg_multixact")) {
            Files.createDirectories(files.resolve(each));
        }
        Files.createDirectories(files.resolve("pg_tblspc"));
        for (String each :
                List.of("global/pg_control", "postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
            Files.createFile(files.resolve(each));
        }
        Files.writeString(files.resolve("PG_VERSION"), Database.EMBEDDED_MAJOR + "\n");
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void folderInWhichNothingIsWrongIsHealthy() throws IOException {
        List<Finding> findings = look();

        // How full the machine's disk is says nothing about the folder.
        assertEquals(
                List.of(),
                findings.stream()
                        .filter(each -> each.level() != Finding.Level.FINE)
                        .filter(each -> !each.toString().contains(" are free at "))
                        .toList());
    }

    @Test
    void missingFolderFilesAndDatabaseAreNamed() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertTrue(
                told(new Doctor(nowhere, nowhere, null, Instant.now(), 30).look(true))
                        .contains("PROBLEM  There is no folder"));
        Files.delete(files.resolve("pg_hba.conf"));
        Files.delete(files.resolve("pg_xact"));
        assertSays("PROBLEM  Of the database's files are missing: pg_xact, pg_hba.conf");
        Files.move(files, data.resolve("postgres.before-x"));
        assertSays("warning  There is no database in");
        assertSays("is a database that a restore put aside");
        Files.createDirectories(data.resolve("restoring/postgres"));
        assertSays("PROBLEM  A restore was cut short");
    }

    @Test
    void strangersOtherVersionsAndOpenDoorsAreNamed() throws IOException {
        Files.createFile(data.resolve("holiday.jpg"));
        Files.createFile(files.resolve("notes.txt"));
        assertSays("holiday.jpg is not Antar's");
        assertSays("notes.txt is not Antar's");
        Files.writeString(files.resolve("PG_VERSION"), "12\n");
        assertSays("PROBLEM  The database's files are those of PostgreSQL 12");
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertSays("PROBLEM  " + files + " is open to others");
    }

    @Test
    void whatADeadPostgresLeftIsToldFromWhatHoldsUpTheNext() throws IOException {
        Path pid = files.resolve("postmaster.pid");
        // Larger than any process number.
        Files.writeString(pid, "999999999\n");
        assertSays("warning  " + pid + " was left by a PostgreSQL that died");
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        assertSays("PROBLEM  " + pid + " names process");
    }

    @Test
    void tornRecordingIsAWarningAndADamagedOneAProblem() throws IOException {
        Path recordings = data.resolve("recordings/city");
        FileRecorder recorder =
                new FileRecorder(recordings, "1.2.3", new RecordingLimits(1 << 24, 30));
        long t = 1_790_000_000_000L;
        recorder.began(
                Recorder.Beginning.of(
                        "city",
                        1,
                        t,
                        DispatchConfig.defaults(),
                        Policy.of("minimum-cost"),
                        Snapshot.empty()));
        for (int second = 0; second < 9; second++) {
            recorder.handled(new Command.Tick(t + second * 2_000L), Result.done(), List.of());
        }
        recorder.ended();
        recorder.close();
        assertSays("fine     1 recordings can be read to their end");
        Path file;
        try (Stream<Path> all = Files.walk(recordings)) {
            file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertSays("warning  The recording " + file.getParent() + " is torn at its end");
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertSays("PROBLEM  The recording " + file.getParent() + " cannot be read");
    }

    @Test
    void recordingsThatWereToBeDeletedAreFound() throws IOException {
        Path file = data.resolve("recordings/village/20200101T000000-1/000001.rec");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1]);
        Files.setLastModifiedTime(file, daysAgo(29));
        assertFalse(told(look()).contains("ended more than"));

        Files.setLastModifiedTime(file, daysAgo(40));

        assertSays(
                "warning  1 recording ended more than 30 days ago, the first 40 days ago ("
                        + file.getParent());
        assertSays("deletes them also with --no-record");
    }

    private static FileTime daysAgo(int days) {
        return FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    }

    private void assertSays(String words) throws IOException {
        String told = told(look());
        assertTrue(told.contains(words), told);
    }

    private List<Finding> look() throws IOException {
        return new Doctor(data, data.resolve("recordings"), null, Instant.now(), 30).look(true);
    }

    private static String told(List<Finding> findings) {
        return String.join("\n", findings.stream().map(Finding::toString).toList());
    }
}
