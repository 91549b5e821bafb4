package dev.antar.server.http;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.Adjustment;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.EarningsArchive;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// `/v1/drivers/{id}/statement`: what a driver did on a day and what he was paid for it.
final class StatementResource {

    private final DriverArchive archive;
    private final EarningsArchive earnings;

    StatementResource(DriverArchive archive, EarningsArchive earnings) {
        this.archive = archive;
        this.earnings = earnings;
    }

    void find(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        ZoneId zone = Days.zone(request.request().getParam("zone"));
        LocalDate date = Days.date("date", request.request().getParam("date"), zone);
        of(driver, date, zone)
                .onSuccess(
                        statement -> {
                            if (statement == null) {
                                Answers.problem(request, Requests.unknownDriver());
                            } else {
                                Answers.json(request, 200, statement);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private record Day(@Nullable List<Event> events, List<Adjustment> adjustments) {}

    /// A driver's day, as far as it has come; null where nobody has this name.
    Future<@Nullable JsonObject> of(DriverId driver, LocalDate date, ZoneId zone) {
        long from = Days.startMillis(date, zone);
        long end = Days.startMillis(date.plusDays(1), zone);
        long to = Math.max(from, Math.min(end, System.currentTimeMillis()));
        Future<List<Adjustment>> adjustments = earnings.adjustments(driver, from, end);
        return archive.events(driver, from - Days.LOOK_BACK_MILLIS, to)
                .compose(events -> adjustments.map(adjusted -> new Day(events, adjusted)))
                .map(
                        day -> {
                            List<Event> events = day.events();
                            return events == null
                                    ? null
                                    : new Statement(driver, from, to).of(events, day.adjustments());
                        });
    }
}
