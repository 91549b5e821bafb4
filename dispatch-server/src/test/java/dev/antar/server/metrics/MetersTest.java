package dev.antar.server.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.Priority;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;

final class MetersTest {

    private final Meters meters = new Meters();

    @Test
    void whatIsWatchedIsNotForgottenByTheNextCollection() {
        int[] figure = {7};
        WeakReference<Object> collected = new WeakReference<>(new Object());
        meters.watchAdmission(
                () -> figure[0], () -> figure[0] - 4, () -> figure[0] - 8, () -> figure[0] - 9);
        meters.watchMap("here", () -> figure[0] * 1_000);
        meters.watchRefusals("here", priority -> priority == Priority.MAP ? 11 : figure[0]);
        meters.watchRecording("here", () -> figure[0] == 7);

        while (collected.get() != null) {
            System.gc();
        }

        assertShows("antar_http_limit 7.0");
        assertShows("antar_http_under_way 3.0");
        assertShows("antar_http_waiting -1.0");
        assertShows("antar_live_beat_seconds{region=\"here\"} 7.0");
        assertShows("antar_region_refused_total{priority=\"MAP\",region=\"here\"} 11.0");
        assertShows("antar_recording{region=\"here\"} 1.0");
    }

    @Test
    void everyPriorityHasItsCountFromTheBeginning() {
        meters.refused(Priority.MAP);

        assertShows("antar_http_refused_total{priority=\"ANSWER\"} 0.0");
        assertShows("antar_http_refused_total{priority=\"MAP\"} 1.0");
    }

    private void assertShows(String line) {
        String all = meters.scrape();
        assertTrue(all.lines().anyMatch(line::equals), line + " is not in:\n" + all);
    }
}
