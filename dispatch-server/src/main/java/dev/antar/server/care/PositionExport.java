package dev.antar.server.care;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.recording.FixExport;
import dev.antar.server.recording.Flights;
import dev.antar.server.recording.Unreadable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gives out where a driver has been, as far as recordings have it.
public final class PositionExport {

    private PositionExport() {}

    /// What was written.
    ///
    /// @param leftOut of which recordings not all could be read, and why
    public record Written(long positions, List<String> leftOut) {}

    /// Writes the file, which must not exist.
    ///
    /// @param recordings their folder, which need not exist
    public static Written write(DriverId driver, Path recordings, Path file) throws IOException {
        List<String> leftOut = new ArrayList<>();
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                Folders.createOwnFile(file), StandardCharsets.UTF_8))) {
            FixExport fixes = new FixExport(driver, out);
            for (List<Path> flight : flights(recordings)) {
                try {
                    fixes.read(flight);
                } catch (Unreadable e) {
                    leftOut.add(String.valueOf(e.getMessage()));
                }
            }
            return new Written(fixes.fixes(), leftOut);
        }
    }

    private static List<List<Path>> flights(Path recordings) throws IOException {
        if (!Files.isDirectory(recordings)) {
            return List.of();
        }
        try {
            return Flights.below(recordings);
        } catch (Unreadable _) {
            return List.of();
        }
    }
}
