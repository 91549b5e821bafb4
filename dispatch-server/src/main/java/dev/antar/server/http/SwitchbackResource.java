package dev.antar.server.http;

import dev.antar.core.engine.Event;
import dev.antar.core.policy.Difference;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.SwitchbackResult;
import dev.antar.core.policy.Turn;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// `/v1/policy/switchback`: what the region's switchback has come to so far, from the changes of
/// policy and the jobs that were committed.
final class SwitchbackResource {

    private static final int MOST_SLOTS = 2_000;

    private final Function<@Nullable String, Region> regions;
    private final PolicyArchive archive;

    /// @param regions a region by its name, or a refusal
    SwitchbackResource(Function<@Nullable String, Region> regions, PolicyArchive archive) {
        this.regions = regions;
        this.archive = archive;
    }

    void find(RoutingContext request) {
        Region region = regions.apply(request.request().getParam("region"));
        long burnInSeconds = seconds(request.request().getParam("burnInSeconds"));
        archive.changes(region.id(), MOST_SLOTS)
                .compose(changes -> result(region, turns(changes), burnInSeconds))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private static long seconds(@Nullable String text) {
        if (text == null) {
            return -1;
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw new ProblemException(
                    Problem.invalid("/burnInSeconds", text, "must be from 0 to 99999"));
        }
        return Long.parseLong(text);
    }

    /// A slot that began and lasted as recorded.
    private record Kept(Turn turn, Event.PolicyChanged change) {}

    /// The whole slots of the latest trial, the first first: no other change fell into them.
    ///
    /// @param changes the latest first
    private static List<Kept> turns(List<Event.PolicyChanged> changes) {
        List<Kept> kept = new ArrayList<>();
        long next = Long.MAX_VALUE;
        int slotMillis = 0;
        for (Event.PolicyChanged change : changes) {
            Turn turn = Turn.of(change.by(), change.reason());
            if (turn != null) {
                slotMillis = slotMillis == 0 ? turn.slotMillis() : slotMillis;
                if (turn.slotMillis() != slotMillis) {
                    break;
                }
                if (turn.endMillis() <= next && change.atMillis() < turn.endMillis()) {
                    kept.addFirst(new Kept(turn, change));
                }
            }
            next = change.atMillis();
        }
        return kept;
    }

    private Future<JsonObject> result(Region region, List<Kept> turns, long burnInSeconds) {
        if (turns.isEmpty()) {
            return Future.succeededFuture(shown(region, List.of(), List.of(), 0));
        }
        int slotMillis = turns.getFirst().turn().slotMillis();
        long burnIn = burnInSeconds < 0 ? slotMillis / 3 : burnInSeconds * 1_000;
        return archive.outcomes(
                        region.id(),
                        slotMillis,
                        burnIn,
                        turns.getFirst().turn().beginMillis(),
                        Math.min(turns.getLast().turn().endMillis(), region.nowMillis()))
                .map(outcomes -> shown(region, turns, outcomes, burnIn));
    }

    private static JsonObject shown(
            Region region,
            List<Kept> turns,
            List<PolicyArchive.SlotOutcome> outcomes,
            long burnInMillis) {
        List<SwitchbackResult.Slot> slots = new ArrayList<>();
        JsonArray list = new JsonArray();
        String a = "";
        String b = "";
        for (Kept kept : turns) {
            Turn turn = kept.turn();
            String name =
                    kept.change().policy().name() + " version " + kept.change().policy().version();
            a = turn.arm() == Switchback.Arm.A ? name : a;
            b = turn.arm() == Switchback.Arm.B ? name : b;
            boolean late = kept.change().atMillis() > turn.beginMillis() + burnInMillis;
            boolean over = turn.endMillis() <= region.nowMillis();
            for (PolicyArchive.SlotOutcome outcome : outcomes) {
                if (outcome.slot() == turn.slot() && !late && over) {
                    slots.add(
                            new SwitchbackResult.Slot(
                                    turn.slotMillis(),
                                    turn.slot(),
                                    turn.arm(),
                                    outcome.requested(),
                                    outcome.completed(),
                                    outcome.meanWaitS()));
                    list.add(
                            new JsonObject()
                                    .put("begin", Shape.moment(turn.beginMillis()))
                                    .put("arm", turn.arm().name())
                                    .put("requested", outcome.requested())
                                    .put("completed", outcome.completed())
                                    .put("waitMeanSeconds", outcome.meanWaitS()));
                }
            }
        }
        SwitchbackResult result = SwitchbackResult.of(slots);
        return new JsonObject()
                .put("region", region.id())
                .put("a", a)
                .put("b", b)
                .put("burnInSeconds", burnInMillis / 1_000)
                .put("waitSeconds", interval(result.waiting()))
                .put("completedShare", interval(result.completed()))
                .put("text", result.text(a, b))
                .put("slots", list);
    }

    private static JsonObject interval(Difference of) {
        JsonObject json = new JsonObject().put("pairs", of.pairs());
        return of.pairs() < 2
                ? json
                : json.put("a", of.a())
                        .put("b", of.b())
                        .put("difference", of.difference())
                        .put("low", of.low())
                        .put("high", of.high());
    }
}
