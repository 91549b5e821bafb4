package dev.antar.server.http;

import dev.antar.core.policy.NearestWord;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.engine.webhook.SigningSecret;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.engine.webhook.WebhookAccess;
import dev.antar.server.engine.webhook.Webhooks;
import dev.antar.server.engine.webhook.Webhooks.Change;
import dev.antar.server.engine.webhook.Webhooks.Fate;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// `/v1/webhooks`: who is sent events, which, and signed by what.
final class WebhooksResource {

    private static final int MAX_ABOUT = 200;
    private static final int OVERLAP_SECONDS = 86_400;
    private static final int MAX_OVERLAP_SECONDS = 30 * 86_400;

    private static final int TESTS_PER_SECOND = 2;
    private static final int TEST_BURST = 10;

    private final WebhookAccess access;
    private final Webhooks webhooks;
    private final Set<String> testsUnderWay = ConcurrentHashMap.newKeySet();
    private final Throttle tests = new Throttle(TESTS_PER_SECOND, TEST_BURST, System::nanoTime);

    /// What an operator wants of a webhook.
    private record Wanted(String url, String about, List<String> kinds, boolean enabled) {}

    WebhooksResource(WebhookAccess access) {
        this.access = access;
        this.webhooks = access.webhooks();
    }

    void add(RoutingContext request) {
        IdempotencyKey key = Requests.key(request);
        Wanted wanted = read(Requests.body(request));
        Webhook added =
                new Webhook(
                        UUID.randomUUID().toString(),
                        wanted.url,
                        wanted.about,
                        wanted.kinds,
                        stateOf(wanted),
                        SigningSecret.random(),
                        null,
                        0,
                        System.currentTimeMillis());
        answer(request, webhooks.add(added, key, before -> added(added, before)));
    }

    void list(RoutingContext request) {
        Future<List<Webhook>> all = webhooks.all();
        Future<List<Webhooks.Backlog>> backlogs = webhooks.backlogs();
        Future.all(all, backlogs)
                .onSuccess(_ -> Answers.json(request, 200, listed(all.result(), backlogs.result())))
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    void find(RoutingContext request) {
        Future<@Nullable Webhook> found = webhooks.find(id(request));
        Future<List<Webhooks.Backlog>> backlogs = webhooks.backlogs();
        Future.all(found, backlogs)
                .onSuccess(
                        _ -> {
                            Webhook webhook = found.result();
                            if (webhook == null) {
                                Answers.problem(request, unknown());
                            } else {
                                Answers.json(request, 200, withBacklog(webhook, backlogs.result()));
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    void change(RoutingContext request) {
        Wanted wanted = read(Requests.body(request));
        change(
                request,
                Requests.optionalKey(request),
                (before, _) -> {
                    Webhook after =
                            before.changed(wanted.url, wanted.about, wanted.kinds, stateOf(wanted));
                    return new Change(new Fate.Replaced(after), reply(200, shown(after)));
                });
    }

    void remove(RoutingContext request) {
        change(
                request,
                Requests.optionalKey(request),
                (before, _) ->
                        new Change(
                                new Fate.Removed(),
                                reply(
                                        200,
                                        new JsonObject()
                                                .put("id", before.id())
                                                .put("removed", true))));
    }

    void rotateSecret(RoutingContext request) {
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.optionalBody(request);
        int overlap =
                body.optionalInteger("overlapSeconds", OVERLAP_SECONDS, 0, MAX_OVERLAP_SECONDS);
        body.finish();
        SigningSecret fresh = SigningSecret.random();
        change(
                request,
                key,
                (before, now) -> {
                    Webhook after =
                            new Webhook(
                                    before.id(),
                                    before.url(),
                                    before.about(),
                                    before.kinds(),
                                    before.state(),
                                    fresh,
                                    before.secret(),
                                    now + overlap * 1_000L,
                                    before.createdAtMillis());
                    return new Change(
                            new Fate.Replaced(after),
                            reply(200, shown(after).put("secret", fresh.text())));
                });
    }

    /// Sends a message that is about nothing, at once and once.
    void test(RoutingContext request) {
        IdempotencyKey key = Requests.key(request);
        Requests.optionalBody(request).finish();
        String id = id(request);
        if (!tests.take()) {
            Answers.problem(request, tooManyTests());
            return;
        }
        if (!testsUnderWay.add(key.key())) {
            Answers.failure(request, new KeyConflict(key.key()));
            return;
        }
        Future<StoredReply> answer =
                access.replies()
                        .find(key)
                        .compose(
                                before ->
                                        before != null
                                                ? Future.succeededFuture(before)
                                                : webhooks.find(id).compose(to -> test(to, key)));
        answer(request, answer.onComplete(_ -> testsUnderWay.remove(key.key())));
    }

    private Future<StoredReply> test(@Nullable Webhook to, IdempotencyKey key) {
        if (to == null) {
            return Future.succeededFuture(refused(unknown()));
        }
        // Whoever has to send it again, because the answer was lost, sends the same message.
        Message message = testMessage(to, "test-" + key.requestHash().substring(0, 16));
        return access.sender()
                .send(to, message)
                .compose(attempt -> access.replies().keep(key, tested(message, attempt)));
    }

    private static Message testMessage(Webhook to, String id) {
        JsonObject body =
                new JsonObject()
                        .put("type", "WebhookTest")
                        .put("timestamp", Shape.moment(System.currentTimeMillis()))
                        .put("data", new JsonObject().put("webhook", to.id()));
        return new Message(id, body.encode());
    }

    private static StoredReply tested(Message message, Attempt attempt) {
        return reply(
                200,
                new JsonObject()
                        .put("message", message.id())
                        .put("delivered", attempt.delivered())
                        .put("outcome", attempt.outcome().name())
                        .put("status", attempt.status() == 0 ? null : attempt.status())
                        .put("tookMs", attempt.tookMillis()));
    }

    private void change(RoutingContext request, @Nullable IdempotencyKey key, Replacing change) {
        answer(
                request,
                webhooks.change(
                        id(request),
                        key,
                        (before, now) ->
                                before == null
                                        ? new Change(null, refused(unknown()))
                                        : change.of(before, now)));
    }

    /// What is wanted of a receiver that there is.
    private interface Replacing {

        Change of(Webhook before, long nowMillis);
    }

    private Wanted read(Input body) {
        String url = body.text("url");
        if (body.has("url")) {
            body.check(() -> access.rule().read(url));
        }
        String about = body.optionalText("about");
        if (about != null && about.length() > MAX_ABOUT) {
            body.wrong("about", about.length() + " characters", "must have at most " + MAX_ABOUT);
        }
        List<String> kinds = body.optionalTexts("kinds");
        for (String kind : kinds) {
            if (!JobEventKinds.all().contains(kind)) {
                body.wrong(
                        "kinds",
                        kind,
                        "must be events of jobs" + NearestWord.hint(kind, JobEventKinds.all()));
            }
        }
        boolean enabled = !body.has("enabled") || body.optionalFlag("enabled");
        body.optionalFlag("enabled");
        body.finish();
        return new Wanted(
                url, about == null ? "" : about, kinds.stream().distinct().toList(), enabled);
    }

    private static Webhook.State stateOf(Wanted wanted) {
        return wanted.enabled ? Webhook.State.ENABLED : Webhook.State.DISABLED;
    }

    private static StoredReply added(Webhook added, int before) {
        return before >= Webhooks.MOST
                ? refused(
                        Problem.of(
                                "conflict",
                                409,
                                "Conflict",
                                "There are " + before + " webhooks; more are not served."))
                : reply(201, shown(added).put("secret", added.secret().text()));
    }

    private static JsonObject listed(List<Webhook> all, List<Webhooks.Backlog> backlogs) {
        JsonArray list = new JsonArray();
        all.forEach(each -> list.add(withBacklog(each, backlogs)));
        return new JsonObject().put("webhooks", list);
    }

    private static JsonObject withBacklog(Webhook webhook, List<Webhooks.Backlog> backlogs) {
        Map<String, Webhooks.Backlog> byId =
                backlogs.stream().collect(Collectors.toMap(Webhooks.Backlog::webhook, b -> b));
        Webhooks.Backlog own =
                byId.getOrDefault(webhook.id(), new Webhooks.Backlog(webhook.id(), 0, 0, 0));
        return shown(webhook)
                .put("waiting", own.waiting())
                .put("oldestWaitingMs", own.oldestMillis())
                .put("deadLetters", own.dead());
    }

    private static JsonObject shown(Webhook webhook) {
        return new JsonObject()
                .put("id", webhook.id())
                .put("url", webhook.url())
                .put("about", webhook.about())
                .put("kinds", new JsonArray(webhook.kinds()))
                .put("state", webhook.state().name())
                .put("createdAt", Shape.moment(webhook.createdAtMillis()))
                .put(
                        "previousSecretUntil",
                        webhook.previous() == null
                                ? null
                                : Shape.moment(webhook.previousUntilMillis()));
    }

    private static void answer(RoutingContext request, Future<StoredReply> reply) {
        reply.onSuccess(made -> Answers.json(request, made.status(), made.body()))
                .onFailure(failure -> Answers.keyedFailure(request, failure));
    }

    private static String id(RoutingContext request) {
        return String.valueOf(request.pathParam("id"));
    }

    private static StoredReply reply(int status, JsonObject body) {
        return new StoredReply(status, body.encode());
    }

    private static StoredReply refused(Problem problem) {
        return reply(problem.status(), problem.toJson());
    }

    static Problem unknown() {
        return Problem.notFound("No webhook has this id.");
    }

    private static Problem tooManyTests() {
        return new Problem(
                "too-many-requests",
                429,
                "Too many requests",
                "Test messages: must be at most " + TESTS_PER_SECOND + " a second",
                null,
                List.of(),
                1);
    }
}
