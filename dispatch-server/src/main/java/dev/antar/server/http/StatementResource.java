package dev.antar.server.http;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// `/v1/drivers/{id}/statement`: what a driver did on a day and what he was paid for it.
final class StatementResource {

    /// So long before the day a spell on duty may have begun that reaches into it.
    private static final long LOOK_BACK_MILLIS = 48 * 3_600_000L;

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private final DriverArchive archive;

    StatementResource(DriverArchive archive) {
        this.archive = archive;
    }

    void find(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        ZoneId zone = zone(request.request().getParam("zone"));
        LocalDate date = date(request.request().getParam("date"), zone);
        long from = date.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        long to = Math.max(from, Math.min(end, System.currentTimeMillis()));
        archive.events(driver, from - LOOK_BACK_MILLIS, to)
                .onSuccess(
                        events -> {
                            if (events == null) {
                                Answers.problem(request, Requests.unknownDriver());
                            } else {
                                Answers.json(
                                        request, 200, new Statement(driver, from, to).of(events));
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private static ZoneId zone(@Nullable String text) {
        try {
            return text == null ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException _) {
            throw new ProblemException(
                    Problem.invalid(
                            "/zone",
                            String.valueOf(text),
                            "must be a time zone such as Asia/Jakarta"));
        }
    }

    private static LocalDate date(@Nullable String text, ZoneId zone) {
        try {
            LocalDate date = text == null ? LocalDate.now(zone) : LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException _) {
            // Refused below, as a year that nobody means is.
        }
        throw new ProblemException(
                Problem.invalid(
                        "/date",
                        String.valueOf(text),
                        "must be a day such as 2026-11-25, from 1970 to 9999"));
    }
}
