package dev.antar.server.stream;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;

import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Who stands in line where, as committed, and the frames by which drivers learn their places. The
/// region's thread.
final class LineBoard {

    private final Map<String, List<DriverId>> lines = new HashMap<>();
    private final BiConsumer<DriverId, JsonObject> tell;

    /// @param tell sends a frame to a driver, if he is there
    LineBoard(BiConsumer<DriverId, JsonObject> tell) {
        this.tell = tell;
    }

    /// Takes over the lines of before the server started.
    void remember(Dispatcher dispatcher) {
        dispatcher
                .lines()
                .byZone()
                .forEach(
                        (zone, slots) ->
                                slots.forEach(
                                        slot ->
                                                lineOf(zone)
                                                        .add(dispatcher.roster().at(slot).id())));
    }

    void joined(Event.DriverQueued queued) {
        List<DriverId> line = lineOf(queued.zone());
        line.add(queued.driver());
        tellFrom(queued.zone(), line.size() - 1);
    }

    void left(Event.DriverUnqueued unqueued) {
        List<DriverId> line = lineOf(unqueued.zone());
        int place = line.indexOf(unqueued.driver());
        if (place < 0) {
            return;
        }
        line.remove(place);
        tell.accept(
                unqueued.driver(),
                new JsonObject()
                        .put("t", "line")
                        .putNull("zone")
                        .put("reason", unqueued.reason().name()));
        tellFrom(unqueued.zone(), place);
    }

    private void tellFrom(String zone, int place) {
        List<DriverId> line = lineOf(zone);
        for (int i = place; i < line.size(); i++) {
            tell.accept(
                    line.get(i),
                    new JsonObject()
                            .put("t", "line")
                            .put("zone", zone)
                            .put("before", i)
                            .put("waiting", line.size()));
        }
    }

    private List<DriverId> lineOf(String zone) {
        return lines.computeIfAbsent(zone, _ -> new ArrayList<>());
    }
}
