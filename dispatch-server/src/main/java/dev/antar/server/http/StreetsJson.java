package dev.antar.server.http;

import dev.antar.core.travel.road.RoadGraph;

import io.vertx.core.buffer.Buffer;

import java.util.Locale;

/// The roads as GeoJSON for the map page, with the class that their speed suggests. Made once.
public final class StreetsJson {

    /// More streets than this are left to those who look at a map of their own; then only the fast
    /// ones are drawn.
    private static final int MAX_STREETS = 40_000;

    private static final double MAJOR_METERS_PER_SECOND = 12;
    private static final double STREET_METERS_PER_SECOND = 5;

    private StreetsJson() {}

    /// The graph's streets.
    ///
    /// @param attribution whom to thank for the data, shown in the map's corner
    public static Buffer of(RoadGraph graph, String attribution) {
        boolean all = streets(graph, 0) <= MAX_STREETS;
        double least = all ? 0 : MAJOR_METERS_PER_SECOND;
        Buffer json = Buffer.buffer();
        json.appendString("{\"type\":\"FeatureCollection\",\"attribution\":");
        json.appendString(io.vertx.core.json.Json.encode(attribution));
        json.appendString(",\"features\":[");
        String comma = "";
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (drawn(graph, edge, least)) {
                json.appendString(comma);
                appendStreet(json, graph, edge);
                comma = ",";
            }
        }
        return json.appendString("]}");
    }

    private static int streets(RoadGraph graph, double least) {
        int count = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            count += drawn(graph, edge, least) ? 1 : 0;
        }
        return count;
    }

    /// Of a street that goes both ways one direction is drawn.
    private static boolean drawn(RoadGraph graph, int edge, double least) {
        int twin = graph.twin(edge);
        return (twin == RoadGraph.NONE || edge < twin) && speed(graph, edge) >= least;
    }

    private static void appendStreet(Buffer json, RoadGraph graph, int edge) {
        json.appendString("{\"type\":\"Feature\",\"properties\":{\"highway\":\"");
        json.appendString(kind(speed(graph, edge)));
        json.appendString("\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
        for (int i = 0; i < graph.points(edge); i++) {
            json.appendString(
                    String.format(
                            Locale.ROOT,
                            "%s[%.6f,%.6f]",
                            i == 0 ? "" : ",",
                            graph.pointLng(edge, i),
                            graph.pointLat(edge, i)));
        }
        json.appendString("]}}");
    }

    private static double speed(RoadGraph graph, int edge) {
        return graph.meters(edge) * 1_000 / Math.max(1, graph.millis(edge, 0));
    }

    private static String kind(double metersPerSecond) {
        if (metersPerSecond >= MAJOR_METERS_PER_SECOND) {
            return "primary";
        }
        return metersPerSecond >= STREET_METERS_PER_SECOND ? "residential" : "service";
    }
}
