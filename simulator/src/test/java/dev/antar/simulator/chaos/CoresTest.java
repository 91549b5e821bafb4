package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

final class CoresTest {

    @Test
    void listOfProcessorsIsReadWithItsRanges() {
        assertEquals(
                List.of(0, 2, 3, 4, 9),
                Cores.allowed(List.of("Name:\tjava", "Cpus_allowed_list:\t0,2-4,9")));
    }

    @Test
    void processorsThatMayNotBeChosenAreSharedAndItIsSaidWhy() {
        Cores cores =
                Cores.of(
                        List.of(0, 1),
                        where ->
                                () -> {
                                    throw new IOException("taskset " + where + ": not permitted");
                                });

        assertFalse(cores.apart());
        assertEquals(List.of(), cores.answering());
        assertTrue(cores.words().contains("taskset 0: not permitted"), cores.words());
    }

    @Test
    void processorsAreHalved() {
        Cores cores = Cores.of(List.of(0, 1, 3), _ -> () -> {});

        assertEquals(List.of("taskset", "-c", "0"), cores.answering());
        assertEquals(List.of("taskset", "-c", "1,3"), cores.asking());
    }
}
