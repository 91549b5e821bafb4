package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// Matchers that take turns on the hour of Manhattan taxi trips.
class NewYorkTurnsTest {

    @TempDir private Path folder;

    @Test
    void policiesThatTakeTurnsAreToldApart() throws IOException {
        Path out = folder.resolve("turns");

        int code =
                Main.execute(
                        "evaluate",
                        "--trips",
                        NewYorkHour.trips(),
                        "--drivers",
                        NewYorkHour.fleet(),
                        "--switchback",
                        "nearest-first",
                        "minimum-cost",
                        "--slot",
                        "5m",
                        "--seeds",
                        "2",
                        "--fleet-share",
                        "0.55",
                        "--out",
                        out.toString());

        JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertEquals(0, code);
        assertEquals(12, summary.at("/wait_s/pairs").asInt());
        assertTrue(summary.at("/wait_s/high").asDouble() < 0, summary.at("/text").asText());
    }
}
