package dev.antar.server;

import dev.antar.server.care.Doctor;
import dev.antar.server.care.Finding;
import dev.antar.server.recording.RecordingLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// `antar doctor`.
@Command(
        name = "doctor",
        description = {
            "Says what is wrong with a server's data and what to do: files, owner, disk,"
                + " recordings, version of the tables, settings, clock, and whether the tables are"
                + " what their log makes of them. Also while the server runs.",
            "Exit codes: 0 healthy (there may be warnings), 1 not, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    @Mixin private DataOptions of = new DataOptions();

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description = "Folder of the recordings (default: recordings in the data folder).")
    private @Nullable Path recordings;

    @Option(
            names = "--recordings-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "After how many days recordings are to be deleted, as with antar serve"
                            + " (default: ${DEFAULT-VALUE}).")
    private int recordingsDays;

    @Option(
            names = "--files-only",
            description = "Leave the database alone: where no server runs, it would be started.")
    private boolean filesOnly;

    @Override
    public Integer call() {
        return DataOptions.told("doctor", this::look);
    }

    private int look() throws IOException {
        Path recorded = recordings == null ? of.data().resolve("recordings") : recordings;
        if (recordingsDays < 1 || recordingsDays > RecordingLimits.MOST_DAYS) {
            throw new IllegalArgumentException(
                    "--recordings-days="
                            + recordingsDays
                            + ": must be from 1 to "
                            + RecordingLimits.MOST_DAYS);
        }
        List<Finding> findings =
                new Doctor(of.data(), recorded, of.url(), Instant.now(), recordingsDays)
                        .look(filesOnly);
        findings.forEach(System.out::println);
        long problems =
                findings.stream().filter(each -> each.level() == Finding.Level.PROBLEM).count();
        System.out.println(
                problems == 0
                        ? "Healthy."
                        : problems + (problems == 1 ? " problem." : " problems."));
        return problems == 0 ? 0 : 1;
    }
}
