package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.antar.core.offer.Offer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// An offer on the map, in the tile of its job, until it is answered or taken back.
final class ShownOffer extends Item {

    private final Offer offer;
    private final long tileCell;
    private @Nullable String outcome;

    ShownOffer(Offer offer, long tileCell) {
        this.offer = offer;
        this.tileCell = tileCell;
    }

    void end(String how) {
        outcome = how;
    }

    @Override
    void refresh() {}

    @Override
    long home() {
        return outcome == null ? tileCell : NOWHERE;
    }

    @Override
    void write(JsonGenerator json, long nowMillis) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(offer.id()));
        json.writeStringField("job", offer.job().value());
        json.writeStringField("driver", offer.driver().value());
        json.writeNumberField("expiresInMs", Math.max(0, offer.expiresAtMillis() - nowMillis));
        json.writeEndObject();
    }

    @Override
    void writeLeft(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(offer.id()));
        json.writeStringField("outcome", String.valueOf(outcome));
        json.writeEndObject();
    }

    @Override
    void writeKey(JsonGenerator json) throws IOException {
        json.writeString(Long.toString(offer.id()));
    }
}
