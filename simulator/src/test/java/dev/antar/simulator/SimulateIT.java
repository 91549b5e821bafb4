package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.antar.simulator.load.LoadReport;
import dev.antar.simulator.processes.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `antar simulate` as a user types it: real processes, real sockets, a real database.
class SimulateIT {

    @TempDir private Path folder;

    @Test
    void simulationOfAServerEndsInASummary() throws Exception {
        try (ServerProcess server = new ServerFolder(folder).start()) {
            int code =
                    Main.execute(
                            "simulate",
                            "--server",
                            server.url(),
                            "--drivers",
                            "60",
                            "--jobs-per-minute",
                            "240",
                            "--for",
                            "6s",
                            "--radius",
                            "300",
                            "--speed",
                            "30",
                            "--dwell",
                            "1s",
                            "--warm-up",
                            "500ms",
                            "--drain",
                            "15s",
                            "--profile",
                            troubled().toString(),
                            "--threshold",
                            "audit.acknowledged>5",
                            "--processes",
                            "2",
                            "--out",
                            folder.resolve("run").toString());
            // A busy machine may make the generator late; all else must be well.
            assertTrue(code == 0 || code == LoadReport.GENERATOR_LATE, "exit code " + code);
        }
        JsonNode summary = new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
        assertTrue(summary.at("/jobs/completed").asInt() > 5, summary.toString());
        // Few on a busy machine: most come after the seconds that count.
        assertTrue(summary.at("/latency_ms/accept_to_ack/count").asInt() > 0, summary.toString());
        assertTrue(summary.at("/latency_ms/fix_to_live/count").asInt() > 20, summary.toString());
        assertEquals(0, summary.at("/audit/lost").asInt(-1));
        assertEquals(0, summary.at("/audit/double_held").asInt(-1));
        assertFalse(summary.at("/audit/acknowledged").isMissingNode());
        assertEquals(0, summary.at("/audit/offers_after_decline").asInt(-1));
        assertEquals(0, summary.at("/audit/unanswered").asInt(-1));
        assertTrue(summary.at("/thresholds/0/met").asBoolean(), summary.toString());
        assertTrue(summary.at("/fixes/duplicated").asInt() > 5, summary.toString());
        assertTrue(summary.at("/refused/FIX_OLDER_THAN_LAST").asInt() > 5, summary.toString());
        assertTrue(summary.at("/sockets/reconnects").asInt() >= 30, "half were cut off");
        assertEquals(10, summary.at("/operators/stopped_reading").asInt());
        assertTrue(
                Files.readString(folder.resolve("run/offer_latency_ms.hlog"))
                        .contains("#[Histogram log format version"));
        assertEquals(
                0,
                Main.execute(
                        "simulate",
                        "compare",
                        folder.resolve("run").toString(),
                        folder.resolve("run").toString()));
        assertTrue(Files.exists(folder.resolve("run/compare.html")));
    }

    private Path troubled() throws IOException {
        return Files.writeString(
                folder.resolve("troubled.toml"),
                """
                fix-interval = "1s"
                [phones]
                slow = 0.1
                slow-read = "500ms"
                silent = 0.1
                silent-for = "2s"
                duplicated = 0.1
                reordered = 0.1
                [operators]
                reading = 3
                stopped = 10
                stop-after = "1s"
                [[reconnect-storm]]
                at = "3s"
                drivers = 0.5
                """);
    }
}
