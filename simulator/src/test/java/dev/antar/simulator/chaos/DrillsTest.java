package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class DrillsTest {

    @Test
    void unknownScenarioIsAnsweredWithTheNearestKnown() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Drills.named("kil-server"));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("Did you mean 'kill-server'?"),
                refused.getMessage());
    }

    @Test
    void timeIsSharedByAllThatRun() {
        int all = Drills.named("all").size();

        assertEquals(Duration.ofSeconds(20), Chaos.shareOf(Duration.ofSeconds(20L * all), "all"));
        assertEquals(Duration.ofSeconds(20), Chaos.shareOf(Duration.ofSeconds(20), "kill-server"));
    }
}
