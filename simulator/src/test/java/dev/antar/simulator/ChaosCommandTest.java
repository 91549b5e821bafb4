package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.chaos.Chaos;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

final class ChaosCommandTest {

    @Test
    void helpNamesEveryScenario() {
        String help = new CommandLine(new ChaosCommand()).getUsageMessage().replaceAll("\\s+", "");

        for (String each : Chaos.scenarios()) {
            assertTrue(help.contains(each), each);
        }
    }
}
