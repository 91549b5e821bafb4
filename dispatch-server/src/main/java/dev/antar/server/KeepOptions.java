package dev.antar.server;

import dev.antar.server.recording.RecordingLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The options that say what a server records, what it keeps and for how long.
final class KeepOptions {

    @Option(
            names = "--record",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Record all that the regions are told and decide, for `antar replay`"
                            + " (default: yes).")
    private boolean record;

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description = "Folder of the recordings (default: recordings in the data folder).")
    private @Nullable Path recordings;

    @Option(
            names = "--recordings-size",
            paramLabel = "MIB",
            defaultValue = "8192",
            description =
                    "How large a region's recordings may become, MiB; the oldest are deleted"
                            + " (default: ${DEFAULT-VALUE}).")
    private long recordingsMib;

    @Option(
            names = "--recordings-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "After how many days a recording is deleted, with the positions in it; also"
                            + " with --no-record (default: ${DEFAULT-VALUE}).")
    private int recordingsDays;

    @Option(
            names = "--positions-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "After how many days the places of ended jobs and drivers' homes become coarse"
                            + " in the database: to 0.01 degrees, about a kilometre (default:"
                            + " ${DEFAULT-VALUE}).")
    private int positionDays;

    @Option(
            names = "--decisions-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "After how many days records of decisions are dropped, and with them the"
                            + " reasons in explanations (default: ${DEFAULT-VALUE}).")
    private int decisionDays;

    @Option(
            names = "--allow-data-loss",
            description =
                    "Use a PostgreSQL whose settings may lose what it has confirmed (fsync,"
                            + " synchronous_commit or full_page_writes off); /readyz says so.")
    private boolean allowDataLoss;

    DataCare care() {
        return new DataCare(positionDays, decisionDays, allowDataLoss);
    }

    /// @param data the data folder
    RecordingConfig recording(Path data) {
        Path folder = recordings == null ? data.resolve("recordings") : recordings;
        try {
            return new RecordingConfig(
                    folder, new RecordingLimits(recordingsMib << 20, recordingsDays), record);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--recordings-size/-days: " + e.getMessage(), e);
        }
    }
}
