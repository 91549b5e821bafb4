package dev.antar.server.http;

import dev.antar.server.engine.EarningsArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// `/v1/audit/earnings.csv`: what a region's drivers did and were paid in some days, under
/// pseudonyms. Reads many events, so one at a time.
final class AuditResource {

    private static final int MOST_DAYS = 31;
    private static final int RETRY_SECONDS = 10;

    private final Function<@Nullable String, Region> regions;
    private final EarningsArchive archive;
    private final AtomicBoolean busy = new AtomicBoolean();

    /// @param regions finds the one that is asked about, or refuses
    AuditResource(Function<@Nullable String, Region> regions, EarningsArchive archive) {
        this.regions = regions;
        this.archive = archive;
    }

    void earnings(RoutingContext request) {
        Region region = regions.apply(request.request().getParam("region"));
        ZoneId zone = Days.zone(request.request().getParam("zone"));
        LocalDate from = Days.date("from", request.request().getParam("from"), zone);
        LocalDate to = Days.date("to", request.request().getParam("to"), zone);
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new ProblemException(
                    Problem.invalid(
                            "/to",
                            to.toString(),
                            "must be from the first day, "
                                    + from
                                    + ", to "
                                    + (MOST_DAYS - 1)
                                    + " days later"));
        }
        Pseudonyms pseudonyms = pseudonyms(request.request().getHeader("audit-key"));
        if (!busy.compareAndSet(false, true)) {
            Answers.problem(request, another());
            return;
        }
        long fromMillis = Days.startMillis(from, zone);
        long endMillis = Days.startMillis(to.plusDays(1), zone);
        long toMillis = Math.max(fromMillis, Math.min(endMillis, System.currentTimeMillis()));
        EarningsAudit audit = new EarningsAudit(fromMillis, toMillis, pseudonyms);
        archive.events(region.id(), fromMillis - Days.LOOK_BACK_MILLIS, toMillis, audit::note)
                .compose(_ -> archive.adjustments(region.id(), fromMillis, endMillis))
                .map(audit::csv)
                .onComplete(_ -> busy.set(false))
                .onSuccess(
                        csv ->
                                request.response()
                                        .putHeader("content-type", "text/csv; charset=utf-8")
                                        .putHeader("cache-control", "no-store")
                                        .end(csv))
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private static Pseudonyms pseudonyms(@Nullable String key) {
        try {
            return new Pseudonyms(key);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.malformed(String.valueOf(e.getMessage())));
        }
    }

    private static Problem another() {
        return new Problem(
                "too-many-requests",
                429,
                "Too many requests",
                "Another export is being made.",
                null,
                List.of(),
                RETRY_SECONDS);
    }
}
