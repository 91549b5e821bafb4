package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The hour of Manhattan taxi trips, which is not part of the repository: skipped where it is not.
class NewYorkTest {

    private static final Path HOUR =
            Path.of(System.getProperty("antar.data", "../../shared/data"), "nyc-2013-11-18");

    @TempDir private Path folder;

    @Test
    void minimumCostServesMoreAndSoonerWhereSupplyIsShort() throws IOException {
        if (!Files.isDirectory(HOUR)) {
            System.out.println("NewYorkTest is skipped: the data folder is absent");
        }
        assumeTrue(Files.isDirectory(HOUR), "the data folder is absent");

        JsonNode nearest = evaluate("nearest-first");
        JsonNode minimum = evaluate("minimum-cost");

        assertTrue(minimum.at("/wait_s/mean").asDouble() < nearest.at("/wait_s/mean").asDouble());
        assertTrue(minimum.at("/jobs/completed").asInt() >= nearest.at("/jobs/completed").asInt());
    }

    @Test
    void policiesThatTakeTurnsAreToldApart() throws IOException {
        if (!Files.isDirectory(HOUR)) {
            System.out.println("NewYorkTest is skipped: the data folder is absent");
        }
        assumeTrue(Files.isDirectory(HOUR), "the data folder is absent");
        Path out = folder.resolve("turns");

        int code =
                Main.execute(
                        "evaluate",
                        "--trips",
                        HOUR.resolve("trips.csv").toString(),
                        "--drivers",
                        HOUR.resolve("fleet.csv").toString(),
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

    private JsonNode evaluate(String policy) throws IOException {
        Path out = folder.resolve(policy);
        assertEquals(
                0,
                Main.execute(
                        "evaluate",
                        "--trips",
                        HOUR.resolve("trips.csv").toString(),
                        "--drivers",
                        HOUR.resolve("fleet.csv").toString(),
                        "--policy",
                        policy,
                        "--fleet-share",
                        "0.55",
                        "--out",
                        out.toString()));
        return new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    }
}
