package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.server.engine.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'availability':'OPEN'",
                "'availability':'SILENT'",
                "'availability':'BREAK','forMs':60000",
                "'availability':'GO_HOME','home':{'lat':57.7,'lng':11.97}"
            })
    void whoComesBackIsToldWhichOffersHeWantsInTheWordsThatHeSaidItIn(String wanted) {
        phone.send("{'t':'hello','proto':1,'driver':'d'}");
        phone.send("{'t':'online','id':'1'," + wanted + "}");
        phone.turn();

        TestPhone again = TestPhone.of(region, TestPhone.unlimited());
        again.send("{'t':'hello','proto':1,'driver':'d'}");

        String word = wanted.split("'", -1)[3];
        assertEquals(word, again.said(0).getJsonObject("state").getString("availability"));
    }
}
