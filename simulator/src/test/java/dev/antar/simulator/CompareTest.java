package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `antar compare` as whoever types it sees it, on the small city.
class CompareTest {

    private static final Path CITY = Path.of("../examples/small-city");

    @TempDir private Path folder;

    @Test
    void bothPoliciesAreThereWithIntervalsAndWhoGains() throws IOException {
        JsonNode summary = compare("nearest-first", "minimum-cost");
        assertEquals(2, summary.at("/policies").size());
        for (JsonNode policy : summary.at("/policies")) {
            assertEquals(0, policy.at("/invariant_violations").asInt());
            for (String figure :
                    List.of(
                            "/wait_s/mean",
                            "/jobs/completed",
                            "/drivers/gini_online_hour",
                            "/drivers/earnings_online_hour/p10",
                            "/drivers/earnings_online_hour/p50",
                            "/drivers/earnings_online_hour/p90")) {
                double value = policy.at(figure).doubleValue();
                JsonNode ends = policy.at(figure + "_interval");
                assertTrue(ends.get(0).doubleValue() <= value, figure);
                assertTrue(ends.get(1).doubleValue() >= value, figure);
            }
            double gini = policy.at("/drivers/gini_online_hour").doubleValue();
            assertTrue(gini > 0 && gini < 1);
        }
        assertEquals("nearest-first", summary.at("/policies/0/policy").textValue());
        assertTrue(summary.at("/driver_groups").size() > 1);
        assertTrue(summary.at("/in_words").size() >= 4);
        String page = Files.readString(folder.resolve("out/report.html"));
        assertTrue(page.contains("who gains, who loses"));
        assertTrue(Files.size(folder.resolve("out/drivers.csv")) > 1_000);
    }

    @Test
    void aPolicyAgainstItselfDiffersInNothing() throws IOException {
        JsonNode summary = compare("minimum-cost", "minimum-cost");
        for (JsonNode difference : summary.at("/differences")) {
            assertEquals(0, difference.at("/difference").doubleValue(), difference.toString());
            assertEquals(false, difference.at("/certain").booleanValue());
        }
        assertEquals(
                summary.at("/policies/0/decisions_hash"), summary.at("/policies/1/decisions_hash"));
    }

    @Test
    void onePolicyAloneIsRefused() {
        assertEquals(2, run("minimum-cost"));
    }

    private JsonNode compare(String... policies) throws IOException {
        assertEquals(0, run(policies));
        return new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile());
    }

    private int run(String... policies) {
        List<String> arguments = new ArrayList<>(List.of("compare"));
        for (String policy : policies) {
            arguments.addAll(List.of("--policy", policy));
        }
        arguments.addAll(
                List.of(
                        "--trips",
                        CITY.resolve("trips.csv").toString(),
                        "--drivers",
                        CITY.resolve("fleet.csv").toString(),
                        "--seeds",
                        "3",
                        "--out",
                        folder.resolve("out").toString()));
        return Main.execute(arguments.toArray(String[]::new));
    }
}
