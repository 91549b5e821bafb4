package dev.antar.server.http;

import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.engine.webhook.EventId;
import dev.antar.server.engine.webhook.Webhooks;
import dev.antar.server.json.Input;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// `/v1/webhooks/{id}/dead-letters`: events that were given up, and sending them again.
final class DeadLettersResource {

    private static final int MOST_SHOWN = 500;

    private final Webhooks webhooks;

    DeadLettersResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void list(RoutingContext request) {
        String id = String.valueOf(request.pathParam("id"));
        webhooks.find(id)
                .compose(
                        found ->
                                webhooks.deadLetters(id, MOST_SHOWN)
                                        .map(letters -> found == null ? null : shown(letters)))
                .onSuccess(
                        shown -> {
                            if (shown == null) {
                                Answers.problem(request, WebhooksResource.unknown());
                            } else {
                                Answers.json(request, 200, shown);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    void resend(RoutingContext request) {
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.body(request);
        boolean all = body.optionalFlag("all");
        List<String> named = body.optionalTexts("messages");
        List<EventId> letters = new ArrayList<>();
        for (String text : named) {
            EventId letter = EventId.parse(text);
            if (letter == null) {
                body.wrong("messages", text, "must be ids of messages, such as default-17");
            } else {
                letters.add(letter);
            }
        }
        if (all != named.isEmpty()) {
            body.wrong("messages", "", "must be given, or all: one of the two");
        }
        body.finish();
        webhooks.resend(
                        String.valueOf(request.pathParam("id")),
                        all ? null : letters,
                        key,
                        DeadLettersResource::resent)
                .onSuccess(reply -> Answers.json(request, reply.status(), reply.body()))
                .onFailure(failure -> Answers.keyedFailure(request, failure));
    }

    private static StoredReply resent(@Nullable Integer count) {
        return count == null
                ? new StoredReply(404, WebhooksResource.unknown().toJson().encode())
                : new StoredReply(200, new JsonObject().put("resent", count).encode());
    }

    private static JsonObject shown(List<Webhooks.DeadLetter> letters) {
        JsonArray list = new JsonArray();
        for (Webhooks.DeadLetter letter : letters) {
            list.add(
                    new JsonObject()
                            .put("message", letter.id().text())
                            .put("type", letter.kind())
                            .put("job", letter.job())
                            .put("version", letter.version())
                            .put("attempts", letter.attempts())
                            .put("status", letter.status() == 0 ? null : letter.status())
                            .put("outcome", letter.failure())
                            .put("givenUpAt", Shape.moment(letter.diedAtMillis())));
        }
        return new JsonObject().put("deadLetters", list);
    }
}
