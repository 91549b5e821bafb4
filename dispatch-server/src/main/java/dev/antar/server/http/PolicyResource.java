package dev.antar.server.http;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.core.policy.Turn;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.Replies;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// `/v1/policy`: how a region matches, since when and why; and changing it.
final class PolicyResource {

    private static final int MOST_CHANGES = 200;
    private static final List<String> SOURCES = List.of("text", "name", "event");

    private final Regions regions;
    private final PolicyArchive archive;
    private final ReviewRules rules;
    private final Replies replies;

    PolicyResource(Regions regions, PolicyArchive archive, ReviewRules rules, Replies replies) {
        this.regions = regions;
        this.rules = rules;
        this.archive = archive;
        this.replies = replies;
    }

    void find(RoutingContext request) {
        answer(request, region(request.request().getParam("region")));
    }

    void history(RoutingContext request) {
        Region region = region(request.request().getParam("region"));
        archive.changes(region.id(), MOST_CHANGES)
                .onSuccess(changes -> Answers.json(request, 200, history(region, changes)))
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    /// A policy comes with a key or without. Without one, whoever repeats a change after another
    /// has made one undoes that.
    void change(RoutingContext request) {
        IdempotencyKey key = Requests.optionalKey(request);
        Input body = Requests.body(request);
        String by = Requests.words(body, "by", Command.LONGEST_BY);
        if (by.equals(Turn.BY)) {
            body.wrong(
                    "by", by, "must name who decides; a switchback of that name goes on by itself");
        }
        String reason = Requests.words(body, "reason", Command.LONGEST_REASON);
        String text = body.optionalText("text");
        String name = body.optionalText("name");
        long event = body.has("event") ? body.integer("event", 1, Long.MAX_VALUE) : 0;
        String asked = body.optionalText("region");
        if (SOURCES.stream().filter(body::has).count() != 1) {
            body.wrong("text", "", "must be given, or name, or event: one of the three");
        }
        PolicyGrounds grounds = PolicyGrounds.read(body, event != 0);
        body.finish();
        Region region = region(asked);
        Future<Policy> wanted =
                event == 0
                        ? Future.succeededFuture(given(text, String.valueOf(name)))
                        : earlier(region, event);
        // What it rests on was looked at the first time; by now it need not hold any more.
        before(key)
                .compose(
                        before ->
                                before != null
                                        ? Future.succeededFuture(before)
                                        : wanted.compose(
                                                        policy ->
                                                                grounds.command(
                                                                        region, archive, rules,
                                                                        policy, by, reason))
                                                .compose(command -> carryOut(region, command, key)))
                .onSuccess(reply -> Answers.json(request, reply.status(), reply.body()))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private Future<@Nullable StoredReply> before(@Nullable IdempotencyKey key) {
        return key == null ? Future.succeededFuture(null) : replies.find(key);
    }

    private static Future<StoredReply> carryOut(
            Region region, Command command, @Nullable IdempotencyKey key) {
        // Under a key that nobody knows the answer is made at the same moment, too, and cannot
        // be lost after the change was made.
        return region.handleOnce(
                command,
                key == null ? new IdempotencyKey(UUID.randomUUID().toString(), "") : key,
                (result, dispatcher) -> reply(region, result, dispatcher));
    }

    private static StoredReply reply(Region region, Result result, Dispatcher dispatcher) {
        return switch (result) {
            case Result.Done _ -> new StoredReply(200, shown(region.id(), dispatcher).encode());
            case Result.Rejected(Rejection why) -> {
                Problem problem = Problem.rejected(why);
                yield new StoredReply(problem.status(), problem.toJson().encode());
            }
        };
    }

    private static Policy given(@Nullable String text, String name) {
        try {
            return text == null ? ShippedPolicies.named(name) : Policy.parse("text", text);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new ProblemException(
                    text == null
                            ? Problem.invalid("/name", name, rule)
                            : Problem.invalid("/text", "…", rule));
        }
    }

    /// A policy that was in force before: going back to it is a change like any other.
    private Future<Policy> earlier(Region region, long event) {
        return archive.change(region.id(), event)
                .map(
                        found -> {
                            if (found == null) {
                                throw new ProblemException(
                                        Problem.invalid(
                                                "/event",
                                                Long.toString(event),
                                                "must be the number of a change of policy in"
                                                        + " region "
                                                        + region.id()));
                            }
                            return found.policy();
                        });
    }

    /// Where there is but one region nobody needs to name it.
    Region region(@Nullable String name) {
        if (name == null && regions.single()) {
            return regions.first().region();
        }
        ServedRegion served = regions.named(name);
        if (served == null) {
            throw new ProblemException(
                    Problem.invalid(
                            "/region",
                            String.valueOf(name),
                            "must be one of those that are served here: " + regions.names()));
        }
        return served.region();
    }

    private static void answer(RoutingContext request, Region region) {
        region.readCommitted(dispatcher -> shown(region.id(), dispatcher))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private static JsonObject shown(String region, Dispatcher dispatcher) {
        Policy policy = Objects.requireNonNull(dispatcher.policy(), "a server begins with one");
        JsonArray parameters = new JsonArray();
        for (PolicyParameter each : PolicyParameter.values()) {
            parameters.add(
                    new JsonObject()
                            .put("key", each.key())
                            .put("value", dispatcher.config().value(each))
                            .put("set", policy.parameters().containsKey(each))
                            .put("usual", each.usual())
                            .put("min", each.min())
                            .put("max", each.max())
                            .put("meaning", each.meaning())
                            .put("direction", each.direction()));
        }
        Event.PolicyChanged change = dispatcher.policyChange();
        return new JsonObject()
                .put("region", region)
                .put("policy", whole(policy))
                .put("change", change == null ? null : facts(change))
                .put("parameters", parameters);
    }

    private static JsonObject history(Region region, List<Event.PolicyChanged> changes) {
        JsonArray list = new JsonArray();
        for (Event.PolicyChanged change : changes) {
            list.add(facts(change).put("policy", whole(change.policy())));
        }
        return new JsonObject().put("region", region.id()).put("changes", list);
    }

    private static JsonObject whole(Policy policy) {
        return Shape.policy(policy).put("matching", policy.matching()).put("text", policy.text());
    }

    private static JsonObject facts(Event.PolicyChanged change) {
        return new JsonObject()
                .put("event", change.seq())
                .put("at", Shape.moment(change.atMillis()))
                .put("by", change.by())
                .put("reason", change.reason())
                .put("grounds", PolicyGrounds.shown(change.grounds()));
    }
}
