package dev.antar.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A load run as its folder tells of it.
public record SavedRun(String name, JsonNode summary, List<Second> seconds) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public SavedRun {
        seconds = List.copyOf(seconds);
    }

    /// Reads `summary.json` and `timeline.ndjson`.
    ///
    /// @throws IllegalArgumentException when the folder is none of a load run
    public static SavedRun read(Path folder) throws IOException {
        Path summary = folder.resolve("summary.json");
        Path timeline = folder.resolve("timeline.ndjson");
        if (!Files.isRegularFile(summary) || !Files.isRegularFile(timeline)) {
            throw new IllegalArgumentException(
                    folder
                            + ": is not the folder of a load run (no summary.json and"
                            + " timeline.ndjson in it)");
        }
        List<Second> seconds = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(timeline)) {
                seconds.add(Second.read(MAPPER.readTree(line)));
            }
            return new SavedRun(
                    folder.toString(), MAPPER.readTree(Files.readString(summary)), seconds);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    folder + ": holds no JSON where it should: " + e.getOriginalMessage());
        }
    }
}
