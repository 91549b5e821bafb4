package dev.antar.server.http;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.pricing.Money;
import dev.antar.server.engine.Adjustment;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.EarningsArchive;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `/v1/drivers/{id}/adjustments`: adding to a driver's pay by hand, or taking from it, with a
/// reason that he reads in his statement.
final class AdjustmentsResource {

    private final Regions regions;
    private final EarningsArchive archive;
    private final DriverArchive drivers;

    AdjustmentsResource(Regions regions, EarningsArchive archive, DriverArchive drivers) {
        this.regions = regions;
        this.archive = archive;
        this.drivers = drivers;
    }

    void create(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.body(request);
        long amount = body.integer("amount", -Adjustment.LARGEST, Adjustment.LARGEST);
        if (body.has("amount") && amount == 0) {
            body.wrong("amount", "0", "must not be 0");
        }
        String reason = Requests.words(body, "reason", Adjustment.LONGEST_REASON);
        String by = Requests.words(body, "by", Adjustment.LONGEST_BY);
        String job = body.optionalText("job");
        String asked = body.optionalText("region");
        JobId about = job == null ? null : body.make(() -> new JobId(job));
        body.finish();
        Wanted wanted = new Wanted(key.key(), driver, amount, reason, by, about);
        archive.regionsOf(driver)
                .compose(
                        known ->
                                known.isEmpty()
                                        ? drivers.requireNotErased(driver).map(known)
                                        : Future.succeededFuture(known))
                .compose(known -> once(known, asked, wanted))
                .onSuccess(
                        written ->
                                answer(
                                        request,
                                        written,
                                        written.sameAs(
                                                wanted.made(
                                                        written.money().currency(),
                                                        written.atMillis()))))
                .onFailure(
                        failure -> {
                            if (failure instanceof ProblemException known) {
                                Answers.problem(request, known.problem());
                            } else {
                                Answers.unreadable(request, failure);
                            }
                        });
    }

    private record Wanted(
            String id,
            DriverId driver,
            long amount,
            String reason,
            String by,
            @Nullable JobId job) {

        Adjustment made(String currency, long atMillis) {
            return new Adjustment(
                    id, driver, atMillis, new Money(amount, currency), reason, by, job);
        }
    }

    /// What was written the first time comes first: since then the driver may work elsewhere too.
    private Future<Adjustment> once(List<String> known, @Nullable String asked, Wanted wanted) {
        Future<@Nullable Adjustment> before =
                known.isEmpty() ? Future.succeededFuture(null) : archive.adjustment(wanted.id());
        return before.compose(
                written ->
                        written != null
                                ? Future.succeededFuture(written)
                                : place(known, asked)
                                        .compose(
                                                in ->
                                                        archive.adjust(
                                                                in.region(),
                                                                wanted.made(
                                                                        in.currency(),
                                                                        regions.nowMillis()))));
    }

    private record Place(String region, String currency) {}

    /// Where a driver works in several regions, the request must say which.
    private Future<Place> place(List<String> known, @Nullable String asked) {
        if (known.isEmpty()) {
            return Future.failedFuture(new ProblemException(Requests.unknownDriver()));
        }
        String region = asked == null && known.size() == 1 ? known.getFirst() : asked;
        ServedRegion served = regions.named(region);
        if (region == null || served == null || !known.contains(region)) {
            return Future.failedFuture(
                    new ProblemException(
                            Problem.invalid(
                                    "/region",
                                    String.valueOf(asked),
                                    "must be one in which the driver works and that is served"
                                            + " here: "
                                            + String.join(", ", known))));
        }
        return served.region()
                .read(dispatcher -> new Place(region, dispatcher.config().rateCard().currency()));
    }

    private static void answer(RoutingContext request, Adjustment written, boolean asAsked) {
        if (!asAsked) {
            Answers.failure(request, new KeyMismatch(written.id()));
            return;
        }
        JobId job = written.job();
        Answers.json(
                request,
                201,
                new JsonObject()
                        .put("id", written.id())
                        .put("driver", written.driver().value())
                        .put("at", Shape.moment(written.atMillis()))
                        .put("amount", written.money().amount())
                        .put("currency", written.money().currency())
                        .put("reason", written.reason())
                        .put("by", written.by())
                        .put("job", job == null ? null : job.value()));
    }
}
