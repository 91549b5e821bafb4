package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

/// `antar torture` as it is called.
final class TortureCommandTest {

    @Test
    void keptPromisesAndFoundBugsEndWithZero() {
        assertEquals(0, torture("--seed", "4"));
        assertEquals(0, torture("--seeds", "3", "--profile", "store"));
        assertEquals(0, torture("--run", "seed=5 profile=calm jobs=2"));
        assertEquals(0, torture("--planted", "expiry-forgotten"));
    }

    @Test
    void wrongWordsEndWithTwo() {
        assertEquals(2, torture("--profile", "netwrok"));
        assertEquals(2, torture("--seeds", "0"));
        assertEquals(2, torture("--seeds", "many"));
        assertEquals(2, torture("--seed", "-1"));
        assertEquals(2, torture("--for", "soon"));
        assertEquals(2, torture("--planted", "nothing"));
        assertEquals(2, torture("--run", "jobs=2"));
    }

    private static int torture(String... arguments) {
        return new CommandLine(new TortureCommand()).execute(arguments);
    }
}
