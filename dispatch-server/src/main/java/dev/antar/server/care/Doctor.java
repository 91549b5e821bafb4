package dev.antar.server.care;

import dev.antar.server.store.Database;
import dev.antar.server.store.DatabaseException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks what is wrong with a server's data and says what to do. Changes nothing, but that it
/// starts the embedded database to look into it where no server runs on it, as `antar serve` would.
public final class Doctor {

    private final Path data;
    private final Path recordings;
    private final @Nullable String url;
    private final Instant now;
    private final int recordingDays;

    /// @param recordings their folder, which need not exist
    /// @param url of a given database, or null for the embedded one
    /// @param recordingDays after which recordings are to be deleted
    public Doctor(
            Path data, Path recordings, @Nullable String url, Instant now, int recordingDays) {
        this.data = data;
        this.recordings = recordings;
        this.url = url;
        this.now = now;
        this.recordingDays = recordingDays;
    }

    /// Everything that was looked at, in the order in which it was.
    ///
    /// @param filesOnly whether the database is left alone
    public List<Finding> look(boolean filesOnly) throws IOException {
        List<Finding> findings = new ArrayList<>();
        String given = url;
        boolean running = false;
        if (given == null) {
            FolderFindings folder = new FolderFindings(data, recordings);
            findings.addAll(folder.look());
            running = folder.isRunning();
            if (!folder.hasDatabase()) {
                return findings;
            }
        }
        RecordingFindings recorded = new RecordingFindings(recordings, running, now, recordingDays);
        findings.addAll(recorded.look());
        boolean sound = findings.stream().noneMatch(each -> each.level() == Finding.Level.PROBLEM);
        if (filesOnly) {
            return findings;
        }
        if (!sound && given == null && !running) {
            findings.add(
                    Finding.warning(
                            "The database was not looked into.",
                            "Mend the problems above, then look again."));
            return findings;
        }
        try (Database database = given == null ? Database.asItIs(data) : Database.asItIs(given)) {
            findings.addAll(new DatabaseFindings(database, now).look(recorded.lastEvents()));
        } catch (DatabaseException e) {
            findings.add(
                    Finding.problem(
                            String.valueOf(e.getMessage()),
                            "If its files are damaged, restore a backup: antar restore."));
        } catch (SQLException e) {
            findings.add(
                    Finding.problem(
                            "The database does not answer: " + e.getMessage(),
                            "If it cannot read its own files, restore a backup: antar restore."));
        }
        return findings;
    }
}
