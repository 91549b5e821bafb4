package dev.antar.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.webhook.Attempt;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    @Test
    void whatHappensForTheFirstTimeAddsNoSeries() {
        RouteMeters route = meters.route("/v1/jobs", "POST");
        ConnectionMeters connections = meters.connections();
        Set<String> before = series(meters.scrape());

        for (int status : new int[] {201, 409, 503}) {
            route.answered(status, Duration.ofMillis(3));
        }
        EnumSet.complementOf(EnumSet.range(Rejection.FIX_OFF_DUTY, Rejection.FIX_INACCURATE))
                .forEach(meters::commandRejected);
        EnumSet.range(Rejection.FIX_OFF_DUTY, Rejection.FIX_INACCURATE)
                .forEach(reason -> meters.fixesRejected(reason, 2));
        meters.fixesRejected(Rejection.UNKNOWN_DRIVER, 1);
        EnumSet.complementOf(EnumSet.of(FixQuality.GOOD)).forEach(meters::fixFlagged);
        EnumSet.allOf(ConnectionMeters.TooMany.class).forEach(connections::refused);
        EnumSet.allOf(ConnectionMeters.Fault.class).forEach(connections::ended);
        EnumSet.allOf(Attempt.Outcome.class).forEach(meters::webhookAttempted);
        EnumSet.allOf(CaseArchive.Subject.class).forEach(meters.cases()::opened);
        EnumSet.allOf(CaseArchive.Outcome.class).forEach(meters.cases()::answered);
        meters.slowDriver();
        meters.slowMap();

        assertEquals(before, series(meters.scrape()));
        assertShows(
                "antar_http_requests_seconds_count{method=\"POST\",route=\"/v1/jobs\","
                        + "status=\"5xx\"} 1");
        assertShows("antar_commands_rejected_total{reason=\"OFFER_EXPIRED\"} 1.0");
        assertShows("antar_fixes_total{verdict=\"FIX_JUMP\"} 2.0");
    }

    @Test
    void everyKindOfEventHasItsCountBeforeItHappens() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RegionMeters region = new RegionMeters(registry, "here");
        Set<String> before = series(registry.scrape());

        region.committed(
                List.of(
                        new Event.DriverResumed(1, 5, new DriverId("anna"), "ben", "all is well"),
                        new Event.JobBecameDue(2, 6, 2, new JobId("job")),
                        new Event.OfferExpired(
                                3, 7, 3, new JobId("job"), 9, new DriverId("anna"))));

        assertEquals(before, series(registry.scrape()));
        assertTrue(
                registry.scrape()
                        .contains("antar_events_total{kind=\"OfferExpired\",region=\"here\"} 1.0"));
    }

    private static Set<String> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertShows(String line) {
        String all = meters.scrape();
        assertTrue(all.lines().anyMatch(line::equals), line + " is not in:\n" + all);
    }
}
