package dev.antar.server.http;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.explain.Asked;
import dev.antar.server.explain.PolicyStory;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// `/v1/policy/explanation` and the page `/policy`: how a region matches and what weighs how much.
/// However many ask, the region and the database are asked once a second at most.
final class PolicyExplanationResource {

    private static final int PER_SECOND = 200;
    private static final int BURST = 400;
    private static final int MOST_CHANGES = 50;
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Vertx vertx;
    private final Function<@Nullable String, Region> regions;
    private final PolicyArchive archive;
    private final Measurements measurements;
    private final Inflow inflow;
    private final Map<String, Asking> asked = new ConcurrentHashMap<>();

    /// What is in force and how it came so.
    private record Facts(PolicyStory.Running running, List<Event.PolicyChanged> changes) {}

    private record Asking(long atNanos, Future<Facts> facts) {}

    /// @param regions by name; the only one where none is named
    PolicyExplanationResource(
            Vertx vertx,
            Function<@Nullable String, Region> regions,
            PolicyArchive archive,
            Measurements measurements,
            Meters meters) {
        this.vertx = vertx;
        this.regions = regions;
        this.archive = archive;
        this.measurements = measurements;
        this.inflow = new Inflow(PER_SECOND, BURST, meters);
    }

    void find(RoutingContext request) {
        tell(request, (_, told) -> Answers.json(request, 200, told));
    }

    void page(RoutingContext request) {
        tell(
                request,
                (how, told) -> {
                    String name = request.request().getParam("region");
                    String here =
                            name == null
                                    ? "policy?"
                                    : "policy?region="
                                            + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                            + "&";
                    Html.send(request, 200, new PolicyPage(how.language(), told).write(here));
                });
    }

    private void tell(RoutingContext request, BiConsumer<Asked, JsonObject> answer) {
        if (!inflow.admits(request)) {
            return;
        }
        Asked how = Wishes.asked(request);
        Region region = regions.apply(request.request().getParam("region"));
        // What several wait for comes on the context of the first.
        Context own = vertx.getOrCreateContext();
        facts(region)
                .compose(facts -> story(how, facts))
                .onComplete(
                        told -> own.runOnContext(_ -> answer.accept(how, told)),
                        failure -> own.runOnContext(_ -> fail(request, failure)));
    }

    private static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof ProblemException || failure instanceof RegionUnavailable) {
            Answers.failure(request, failure);
        } else {
            Answers.unreadable(request, failure);
        }
    }

    private Future<JsonObject> story(Asked how, Facts facts) {
        PolicyStory.Running running = facts.running();
        return measurements
                .of(running.region(), running.policy())
                .map(importance -> new PolicyStory(how, running, importance).tell(facts.changes()));
    }

    private Future<Facts> facts(Region region) {
        long now = System.nanoTime();
        return asked.compute(
                        region.id(),
                        (_, before) ->
                                before != null && now - before.atNanos() < FRESH_NANOS
                                        ? before
                                        : new Asking(now, ask(region)))
                .facts();
    }

    private Future<Facts> ask(Region region) {
        return Future.all(
                        region.readCommitted(dispatcher -> running(region.id(), dispatcher)),
                        archive.changes(region.id(), MOST_CHANGES))
                .map(both -> new Facts(both.resultAt(0), both.resultAt(1)));
    }

    private static PolicyStory.Running running(String region, Dispatcher dispatcher) {
        Policy policy = Objects.requireNonNull(dispatcher.policy(), "a server begins with one");
        Map<PolicyParameter, Integer> values = new EnumMap<>(PolicyParameter.class);
        for (PolicyParameter each : PolicyParameter.values()) {
            values.put(each, dispatcher.config().value(each));
        }
        return new PolicyStory.Running(region, policy, dispatcher.policyChange(), values);
    }
}
