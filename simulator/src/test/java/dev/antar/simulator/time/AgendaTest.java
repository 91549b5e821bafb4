package dev.antar.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class AgendaTest {

    @Test
    void entriesComeByTimeThenInTheOrderOfTheirComing() {
        Agenda agenda = new Agenda();
        Random random = new Random(1);
        List<long[]> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long at = random.nextInt(200);
            agenda.add(at, i);
            expected.add(new long[] {at, i});
        }
        expected.sort((a, b) -> Long.compare(a[0], b[0]));

        for (long[] next : expected) {
            assertEquals(next[0], agenda.nextAtMillis());
            assertEquals(next[1], agenda.poll());
        }
        assertEquals(true, agenda.isEmpty());
    }
}
