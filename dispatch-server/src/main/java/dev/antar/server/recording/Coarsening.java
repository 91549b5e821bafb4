package dev.antar.server.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.RoadTrouble;
import dev.antar.server.engine.Recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Copies a flight without anybody's exact ways: positions to a hundredth of a degree, what the
/// roads said left out, erased people's names replaced. The copy says of itself that it cannot be
/// verified. One thread.
public final class Coarsening {

    /// What stands where a name was.
    static final String ERASED = "erased";

    private static final double DEGREES = 100;

    /// So that a short trip still has two ends.
    private static final double DROPOFF_ASIDE = 1e-4;

    private final Set<String> erased;
    private final Frames frames = new Frames();
    private final FixBatch fixes = new FixBatch();
    private boolean found;

    /// @param erased names of drivers and jobs that nobody shall read any more
    public Coarsening(Set<String> erased) {
        this.erased = Set.copyOf(erased);
    }

    /// Whether one of the names stood in what was copied.
    public boolean hasErased() {
        return found;
    }

    /// Copies a whole flight.
    ///
    /// @param folder in which a folder with the flight's name is made
    /// @return the copy
    /// @throws Unreadable where the flight cannot be read; no part of it is left out silently
    public Path copy(FlightReader from, Path folder) throws IOException, Unreadable {
        Path target = folder.resolve(from.flight());
        Bytes out = new Bytes();
        String why = "positions were coarsened" + (erased.isEmpty() ? "" : " and names erased");
        try (FlightWriter to =
                new FlightWriter(
                        target,
                        from.antar(),
                        from.region(),
                        from.beganAtMillis(),
                        why,
                        from.continues())) {
            for (BytesIn block = from.next(); block != null; block = from.next()) {
                out.clear();
                while (block.hasMore()) {
                    write(frames.read(block), out);
                }
                if (out.size() > 0) {
                    to.block(out, from.blockMillis());
                }
            }
        }
        return target;
    }

    private void write(Frame frame, Bytes out) throws Unreadable {
        switch (frame) {
            // What it could be replayed from is left out: nobody replays a copy without ways.
            case Frame.Began(Recorder.Beginning from) ->
                    Frames.began(
                            coarse(Recorder.Beginning.class, from.withoutImage().atLeastEmpty()),
                            out);
            case Frame.Piece() -> {}
            case Frame.Handled then -> handled(then, out);
            case Frame.Ended(String why) -> Frames.ended(why, out);
        }
    }

    private void handled(Frame.Handled then, Bytes out) throws Unreadable {
        List<Event> events = new ArrayList<>();
        for (Event event : then.events()) {
            events.add(coarse(Event.class, event));
        }
        if (then.command() instanceof Command.ReportFixes(long atMillis, FixBatch exact)) {
            coarsen(exact);
            int count = fixes.size();
            Frames.fixes(
                    atMillis, fixes, 0, count, false, then.verdicts(), then.result(), events, out);
        } else {
            Frames.handled(coarse(Command.class, then.command()), then.result(), events, out);
        }
    }

    private void coarsen(FixBatch exact) {
        fixes.clear();
        for (int row = 0; row < exact.size(); row++) {
            fixes.add(
                    exact.slot(row),
                    coarse(exact.lat(row)),
                    coarse(exact.lng(row)),
                    exact.fixedAtMillis(row),
                    exact.accuracyMeters(row),
                    exact.speedMps(row),
                    exact.headingDegrees(row),
                    exact.sequence(row),
                    exact.mock(row));
        }
    }

    private <T> T coarse(Class<T> type, T value) throws Unreadable {
        JsonNode tree = RecordingJson.tree(type, value);
        byte[] json = RecordingJson.bytesOf(changed("", tree));
        return RecordingJson.read(type, json, 0, json.length);
    }

    private JsonNode changed(String field, JsonNode node) {
        if (node.isTextual() && erased.contains(node.textValue())) {
            found = true;
            return TextNode.valueOf(ERASED);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(field, array.get(i)));
            }
        }
        if (node instanceof ObjectNode object) {
            for (String name : names(object)) {
                object.set(name, changed(name, object.get(name)));
            }
            // Zones are the operator's, and are not to be moved.
            if (object.size() == 2 && object.has("lat") && object.has("lng") && !isRing(field)) {
                double lat = object.get("lat").doubleValue();
                double aside = "dropoff".equals(field) ? DROPOFF_ASIDE : 0;
                // Away from the pole, beyond which there is nothing.
                object.put("lat", coarse(lat) + (lat > 0 ? -aside : aside));
                object.put("lng", coarse(object.get("lng").doubleValue()));
            }
            if (ERASED.equals(object.path("job").textValue())
                    && object.has("by")
                    && object.has("reason")) {
                // Whoever cancelled it said why in words of his own.
                object.put("reason", ERASED);
            }
            if (object.has("reach")) {
                leaveOutReach(object);
            }
        }
        return node;
    }

    private static void leaveOutReach(ObjectNode command) {
        if ("GiveReach".equals(command.path("is").textValue())) {
            LatLng nowhere = new LatLng(0, 0);
            command.put("reach", Reach.impossible(nowhere, RoadTrouble.PICKUP_OFF_ROAD).toBytes());
        } else {
            command.putNull("reach");
        }
    }

    private static boolean isRing(String field) {
        return "area".equals(field);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static double coarse(double degrees) {
        return Math.rint(degrees * DEGREES) / DEGREES;
    }
}
