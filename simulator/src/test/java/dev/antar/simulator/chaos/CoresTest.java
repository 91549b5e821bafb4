package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

final class CoresTest {

    @Test
    void listOfProcessorsIsReadWithItsRanges() {
        assertEquals(
                List.of(0, 2, 3, 4, 9),
                Cores.allowed(List.of("Name:\tjava", "Cpus_allowed_list:\t0,2-4,9")));
    }
}
