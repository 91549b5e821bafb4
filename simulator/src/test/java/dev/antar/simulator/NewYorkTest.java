package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// Matchers on the hour of Manhattan taxi trips, each on the whole of it.
class NewYorkTest {

    @TempDir private Path folder;

    @Test
    void minimumCostServesMoreAndSoonerWhereSupplyIsShort() throws IOException {
        JsonNode nearest = evaluate("nearest-first");
        JsonNode minimum = evaluate("minimum-cost");

        assertTrue(minimum.at("/wait_s/mean").asDouble() < nearest.at("/wait_s/mean").asDouble());
        assertTrue(minimum.at("/jobs/completed").asInt() >= nearest.at("/jobs/completed").asInt());
    }

    private JsonNode evaluate(String policy) throws IOException {
        Path out = folder.resolve(policy);
        assertEquals(
                0,
                Main.execute(
                        "evaluate",
                        "--trips",
                        NewYorkHour.trips(),
                        "--drivers",
                        NewYorkHour.fleet(),
                        "--policy",
                        policy,
                        "--fleet-share",
                        "0.55",
                        "--out",
                        out.toString()));
        return new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    }
}
