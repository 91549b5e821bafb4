package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobState;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A cell with how many things are in it.
final class ShownCell extends Item {

    private static final DriverState[] DRIVER_STATES = DriverState.values();
    private static final JobState[] JOB_STATES = JobState.values();

    private final CellCounts all;
    private final long cell;
    private final int resolution;
    private final long tileCell;
    private final @Nullable ShownCell parent;
    private final int[] counts = new int[CellCounts.kinds()];
    private int total;

    ShownCell(
            CellCounts all, long cell, int resolution, long tileCell, @Nullable ShownCell parent) {
        this.all = all;
        this.cell = cell;
        this.resolution = resolution;
        this.tileCell = tileCell;
        this.parent = parent;
    }

    long cell() {
        return cell;
    }

    int resolution() {
        return resolution;
    }

    @Nullable ShownCell parent() {
        return parent;
    }

    /// The ancestor at a coarser resolution.
    long ancestor(int coarser) {
        ShownCell up = this;
        while (up.resolution > coarser && up.parent != null) {
            up = up.parent;
        }
        return up.cell;
    }

    void add(int kind, int by) {
        counts[kind] += by;
        total += by;
    }

    @Override
    void refresh() {
        if (total == 0) {
            all.forget(this);
        }
    }

    @Override
    long home() {
        return total == 0 ? NOWHERE : tileCell;
    }

    @Override
    void write(JsonGenerator json, long nowMillis) throws IOException {
        json.writeStartObject();
        json.writeStringField("cell", Long.toHexString(cell));
        json.writeObjectFieldStart("drivers");
        for (DriverState state : DRIVER_STATES) {
            count(json, state.name(), CellCounts.kind(state));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("jobs");
        for (JobState state : JOB_STATES) {
            count(json, state.name(), CellCounts.kind(state));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    void writeLeft(JsonGenerator json) throws IOException {
        writeKey(json);
    }

    @Override
    void writeKey(JsonGenerator json) throws IOException {
        json.writeString(Long.toHexString(cell));
    }

    private void count(JsonGenerator json, String state, int kind) throws IOException {
        if (counts[kind] != 0) {
            json.writeNumberField(state, counts[kind]);
        }
    }
}
