package dev.antar.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class EventLinesTest {

    private final List<JobEvent> events = new ArrayList<>();
    private final EventLines lines = new EventLines(events::add);

    @Test
    void streamThatEndsSaysWhenItIsToBeOpenedAgain() {
        read("retry: 2000", "", "id: 1", "event: JobSubmitted", "data: {}", "");
        assertEquals(2_000, lines.retryMillis());

        read("retry: 7321", "");

        assertEquals(7_321, lines.retryMillis());
        assertEquals(1, events.size());
        assertEquals(1, events.getFirst().version());
    }

    @Test
    void timeThatIsNoNumberIsPassedOver() {
        read("retry: 2000", "", "retry: soon", "");

        assertEquals(2_000, lines.retryMillis());
    }

    private void read(String... all) {
        for (String line : all) {
            lines.line(line);
        }
    }
}
