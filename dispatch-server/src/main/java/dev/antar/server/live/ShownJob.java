package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.server.json.Shape;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A job on the map, where its pickup is, until it ends.
final class ShownJob extends Item {

    private final CellCounts cells;
    private final Roster roster;
    private final OpenJob job;
    private final long tileCell;
    private @Nullable ShownCell countedIn;
    private int countedAs;
    private boolean pickedUp;

    ShownJob(CellCounts cells, Roster roster, OpenJob job) {
        this.cells = cells;
        this.roster = roster;
        this.job = job;
        this.tileCell = cells.tileAt(job.job().pickup());
        this.pickedUp = job.state() == JobState.PICKED_UP;
    }

    /// Whether the job has been picked up since the last time this was asked.
    boolean takePickedUp() {
        if (pickedUp || job.state() != JobState.PICKED_UP) {
            return false;
        }
        pickedUp = true;
        return true;
    }

    boolean ended() {
        return job.state().ended();
    }

    /// The tile that the job is in.
    long tileCell() {
        return tileCell;
    }

    @Override
    void refresh() {
        ShownCell now = ended() ? null : countedIn == null ? cells.at(pickup(), null) : countedIn;
        int as = CellCounts.kind(job.state());
        cells.move(countedIn, countedAs, now, as);
        countedIn = now;
        countedAs = as;
    }

    @Override
    long home() {
        return ended() ? NOWHERE : tileCell;
    }

    @Override
    void write(JsonGenerator json, long nowMillis) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", job.id().value());
        json.writeStringField("kind", job.job().kind().name());
        json.writeStringField("state", job.state().name());
        position(json, "pickup", pickup());
        position(json, "dropoff", job.job().dropoff());
        json.writeStringField("requestedAt", Shape.moment(job.job().requestedAtMillis()));
        boolean nobody = job.driverSlot() == OpenJob.NOBODY;
        text(json, "driver", nobody ? null : roster.at(job.driverSlot()).id().value());
        UnmatchedReason reason = job.unmatchedReason();
        text(json, "unmatchedReason", reason == null ? null : reason.name());
        json.writeEndObject();
    }

    @Override
    void writeLeft(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", job.id().value());
        json.writeStringField("state", job.state().name());
        json.writeEndObject();
    }

    @Override
    void writeKey(JsonGenerator json) throws IOException {
        json.writeString(job.id().value());
    }

    private LatLng pickup() {
        return job.job().pickup();
    }

    private static void position(JsonGenerator json, String field, LatLng place)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("lat", place.lat());
        json.writeNumberField("lng", place.lng());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, @Nullable String value)
            throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }
}
