package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.server.engine.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What a phone that comes, or comes back with thousands of others, does not wait for.
class HelloTest {

    private static final long NOW = 1_790_000_000_000L;

    private final TestRegion region = new TestRegion(NOW);
    private final TestPhone phone = TestPhone.of(region, TestPhone.unlimited());

    @Test
    void welcomeIsAsUrgentAsWhatDriversSay() {
        phone.send("{'t':'hello','proto':1,'driver':'d'}");

        assertEquals("welcome", phone.said(0).getString("t"));
        assertEquals(List.of(Priority.ANSWER), region.urgency);
    }

    @Test
    void welcomeDoesNotWaitUntilAllFixesBeforeItAreRead() {
        region.hasTimeForReports = false;

        phone.send("{'t':'hello','proto':1,'driver':'d','at':" + NOW + "}");

        assertEquals("welcome", phone.said(0).getString("t"));
    }
}
