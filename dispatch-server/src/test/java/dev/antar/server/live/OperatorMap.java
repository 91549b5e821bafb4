package dev.antar.server.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Map;
import java.util.TreeMap;

/// What a client makes of the frames it gets, as `docs/live-feed.md` says.
final class OperatorMap {

    final Map<String, JsonObject> drivers = new TreeMap<>();
    final Map<String, JsonObject> jobs = new TreeMap<>();
    final Map<String, JsonObject> offers = new TreeMap<>();
    final Map<String, JsonObject> cells = new TreeMap<>();
    JsonObject detail = new JsonObject();
    JsonObject counts = new JsonObject();
    long seq;
    int snapshots;
    int removals;

    void take(String text) {
        JsonObject frame = new JsonObject(text);
        if (frame.getString("t").equals("snapshot")) {
            drivers.clear();
            jobs.clear();
            offers.clear();
            cells.clear();
            detail = frame.getJsonObject("detail");
            snapshots++;
        } else if (frame.getLong("seq") != seq + 1) {
            throw new AssertionError("a delta after " + seq + ": " + text);
        }
        seq = frame.getLong("seq");
        counts = frame.getJsonObject("counts");
        list(frame, "driversRemoved").forEach(drivers::remove);
        removals += list(frame, "driversRemoved").size();
        put(frame, "drivers", "id", drivers);
        list(frame, "cellsRemoved").forEach(cells::remove);
        put(frame, "cells", "cell", cells);
        for (Object ended : list(frame, "jobsEnded")) {
            removeJob(((JsonObject) ended).getString("id"));
        }
        list(frame, "jobsRemoved").forEach(id -> removeJob((String) id));
        put(frame, "jobs", "id", jobs);
        for (Object ended : list(frame, "offersEnded")) {
            offers.remove(((JsonObject) ended).getString("id"));
        }
        put(frame, "offers", "id", offers);
    }

    private void removeJob(String id) {
        jobs.remove(id);
        offers.values().removeIf(offer -> offer.getString("job").equals(id));
    }

    private static void put(
            JsonObject frame, String field, String key, Map<String, JsonObject> into) {
        for (Object element : list(frame, field)) {
            JsonObject item = (JsonObject) element;
            into.put(item.getString(key), item);
        }
    }

    private static JsonArray list(JsonObject frame, String field) {
        return frame.getJsonArray(field, new JsonArray());
    }
}
