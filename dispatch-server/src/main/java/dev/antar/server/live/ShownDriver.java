package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Objects;
import java.util.function.IntConsumer;

/// A driver on the map: while he is on duty and his place is known.
final class ShownDriver extends Item {

    private final CellCounts cells;
    private final Driver driver;
    private final IntConsumer gone;
    private @Nullable LatLng at;
    private @Nullable ShownCell countedIn;
    private int countedAs;

    /// @param gone is told the driver's slot when he is on the map no more: he may never come back
    ShownDriver(CellCounts cells, Driver driver, IntConsumer gone) {
        this.cells = cells;
        this.driver = driver;
        this.gone = gone;
    }

    @Override
    void refresh() {
        LatLng now = driver.position();
        ShownCell in = countedIn;
        if (now == null) {
            in = null;
        } else if (in == null || !now.equals(at)) {
            in = cells.at(now, in);
        }
        at = now;
        int as = CellCounts.kind(driver.state());
        cells.move(countedIn, countedAs, in, as);
        countedIn = in;
        countedAs = as;
        if (in == null) {
            gone.accept(driver.slot());
        }
    }

    @Override
    long home() {
        return countedIn == null ? NOWHERE : countedIn.ancestor(CellCounts.TILE);
    }

    @Override
    void write(JsonGenerator json, long nowMillis) throws IOException {
        Fix fix = Objects.requireNonNull(driver.fix(), "whoever is shown has a place");
        json.writeStartObject();
        json.writeStringField("id", driver.id().value());
        json.writeNumberField("lat", fix.position().lat());
        json.writeNumberField("lng", fix.position().lng());
        if (fix.headingDegrees() == Fix.UNKNOWN) {
            json.writeNullField("heading");
        } else {
            json.writeNumberField("heading", fix.headingDegrees());
        }
        json.writeStringField("state", driver.state().name());
        json.writeStringField("liveness", driver.liveness().name());
        if (driver.quality() != FixQuality.GOOD) {
            json.writeStringField("quality", driver.quality().name());
        }
        json.writeNumberField("ageMs", driver.positionAgeMillis(nowMillis));
        json.writeStringField("vehicle", driver.profile().vehicle().name());
        json.writeEndObject();
    }

    @Override
    void writeLeft(JsonGenerator json) throws IOException {
        writeKey(json);
    }

    @Override
    void writeKey(JsonGenerator json) throws IOException {
        json.writeString(driver.id().value());
    }
}
