package dev.antar.server.http;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.offer.Offer;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a driver was offered on a day, and what became of each, with the reason.
final class OfferLines {

    private final long fromMillis;
    private final Map<Long, JsonObject> lines = new LinkedHashMap<>();

    /// @param fromMillis offers made earlier are left out, epoch milliseconds
    OfferLines(long fromMillis) {
        this.fromMillis = fromMillis;
    }

    /// In the order of the events.
    void note(Event event) {
        switch (event) {
            case Event.OfferMade made -> open(made.offer());
            case Event.SwapOffered swap -> open(swap.offer());
            case Event.OfferAccepted accepted -> end(accepted, "ACCEPTED", "accepted in time");
            case Event.OfferDeclined declined -> end(declined, "DECLINED", "declined");
            case Event.OfferExpired expired -> end(expired, "EXPIRED", "not answered in time");
            case Event.OfferWithdrawn withdrawn ->
                    end(withdrawn, "WITHDRAWN", reason(withdrawn.reason()));
            case Event.SwapEnded ended -> {
                switch (ended.how()) {
                    case DECLINED -> end(ended, "DECLINED", "declined");
                    case EXPIRED -> end(ended, "EXPIRED", "not answered in time");
                    case ACCEPTED, WITHDRAWN ->
                            end(ended, "WITHDRAWN", "the driver who has the job keeps it");
                }
            }
            default -> {}
        }
    }

    JsonArray json() {
        JsonArray json = new JsonArray();
        lines.values().forEach(json::add);
        return json;
    }

    private static String reason(WithdrawalReason reason) {
        return switch (reason) {
            case JOB_CANCELLED -> "the job was cancelled";
            case DRIVER_OFFLINE -> "the driver went off duty";
            case DRIVER_GONE -> "nothing was heard from the driver for too long";
            case DRIVER_PAUSED -> "a human paused the driver";
        };
    }

    private void open(Offer offer) {
        if (offer.madeAtMillis() >= fromMillis) {
            lines.put(
                    offer.id(),
                    new JsonObject()
                            .put("at", Shape.moment(offer.madeAtMillis()))
                            .put("offer", Long.toString(offer.id()))
                            .put("job", offer.job().value())
                            .put("amount", offer.pay().amount())
                            .put("outcome", "OPEN")
                            .put("endedAt", null)
                            .put("reason", "not answered yet"));
        }
    }

    private void end(Event.OfferEnded event, String outcome, String reason) {
        JsonObject line = lines.get(event.offer());
        if (line != null) {
            line.put("outcome", outcome)
                    .put("endedAt", Shape.moment(event.atMillis()))
                    .put("reason", reason);
        }
    }
}
