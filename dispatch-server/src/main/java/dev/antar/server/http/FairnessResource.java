package dev.antar.server.http;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Fairness;
import dev.antar.core.matching.Cost;
import dev.antar.server.engine.Region;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.function.Function;

/// `/v1/policy/fairness`: how much drivers' incomes weigh in a region, and what customers have
/// waited for it, by round and by day.
final class FairnessResource {

    private final Function<@Nullable String, Region> regions;

    /// @param regions finds the one that is asked about, or refuses
    FairnessResource(Function<@Nullable String, Region> regions) {
        this.regions = regions;
    }

    void find(RoutingContext request) {
        Region region = regions.apply(request.request().getParam("region"));
        region.read(dispatcher -> shown(region.id(), dispatcher))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private static JsonObject shown(String region, Dispatcher dispatcher) {
        Cost cost = dispatcher.config().cost();
        Fairness fairness = dispatcher.fairness();
        JsonArray days = new JsonArray();
        for (Fairness.Day each : fairness.days()) {
            days.add(day(each));
        }
        JsonArray rounds = new JsonArray();
        for (Fairness.Round each : fairness.rounds()) {
            rounds.add(
                    new JsonObject()
                            .put("at", Shape.moment(each.atMillis()))
                            .put("offers", each.offers())
                            .put("extraMs", each.extraMillis())
                            .put("weightMs", each.weightMillis()));
        }
        return new JsonObject()
                .put("region", region)
                .put("on", cost.incomeMillis() > 0)
                .put("capMs", cost.incomeMillis())
                .put(
                        "budgetPercent",
                        cost.incomeBudgetPercent() == 0 ? null : cost.incomeBudgetPercent())
                .put("weightMs", fairness.weightMillis())
                .put("days", days)
                .put("rounds", rounds);
    }

    private static JsonObject day(Fairness.Day day) {
        return new JsonObject()
                .put("day", LocalDate.ofEpochDay(day.day()).toString())
                .put("offers", day.offers())
                .put("pickups", day.pickups())
                .put("waitMs", day.waitMillis())
                .put("extraMs", day.extraMillis())
                .put("extraMsPerJob", Math.round(day.extraSecondsPerJob() * 1_000))
                .put("percentOfWait", Math.round(day.percent() * 1_000) / 1_000.0);
    }
}
