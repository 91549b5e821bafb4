package dev.antar.server.webhooks;

import dev.antar.server.engine.webhook.Delivery;
import dev.antar.server.engine.webhook.EventId;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;

/// An event as its receivers see it: the fields of a job's stream of events, and the region.
final class EventMessage {

    private EventMessage() {}

    static Message of(String region, Delivery delivery) {
        JsonObject data = new JsonObject(delivery.body());
        String at = Shape.moment(data.getLong("at"));
        data.put("job", delivery.job())
                .put("version", delivery.version())
                .put("region", region)
                .put("at", at);
        JsonObject body =
                new JsonObject()
                        .put("type", delivery.kind())
                        .put("timestamp", at)
                        .put("data", data);
        return new Message(new EventId(region, delivery.seq()).text(), body.encode());
    }
}
