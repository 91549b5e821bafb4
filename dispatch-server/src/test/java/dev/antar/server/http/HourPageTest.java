package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.explain.Asked;
import dev.antar.server.explain.Language;

import io.vertx.core.MultiMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

/// Which time the page asks about where nobody names one.
class HourPageTest {

    private static final String NOW = "2026-11-26T00:20:30Z";

    private static HourPage page(@Nullable String keptSince) {
        return new HourPage(
                new Asked(Language.EN, ZoneId.of("UTC")),
                MultiMap.caseInsensitiveMultiMap().add("driver", "d"),
                millis(NOW),
                keptSince == null ? null : millis(keptSince));
    }

    private static long millis(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }

    private static void assertAsks(String from, HourPage page) {
        assertEquals(millis(from), page.fromMillis());
        assertEquals(millis("2026-11-26T00:21:00Z"), page.toMillis());
    }

    @Test
    void lastHourIsAskedAboutWhereAllOfItIsKept() {
        assertAsks("2026-11-25T23:20:00Z", page("2026-11-01T00:00:00Z"));
    }

    @Test
    void hourBeginsWithTheEarliestRecord() {
        assertAsks("2026-11-25T23:50:00Z", page("2026-11-25T23:50:10Z"));
    }

    @Test
    void noLessThanAQuarterIsAskedAboutWhereRecordsHaveJustBegun() {
        assertAsks("2026-11-26T00:05:00Z", page("2026-11-26T00:20:00Z"));
    }

    @Test
    void withoutRecordsTheWholeHourIsAskedAbout() {
        assertAsks("2026-11-25T23:20:00Z", page(null));
    }

    @Test
    void timeThatIsNamedIsNotChosenByWhatIsKept() {
        MultiMap params = MultiMap.caseInsensitiveMultiMap().add("driver", "d");
        assertFalse(HourPage.namesTime(params));
        assertFalse(HourPage.namesTime(params.add("day", " ")));
        assertTrue(HourPage.namesTime(params.add("from", "10:00")));
    }
}
