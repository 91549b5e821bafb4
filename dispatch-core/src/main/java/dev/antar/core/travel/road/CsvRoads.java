package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Road graphs as tables of numbers. Two forms are read:
///
/// - one file of links with a header: `from_lat`, `from_lng`, `to_lat`, `to_lng`, `length_m`,
///   `travel_time_s`, and if they are there `both_ways` (1: also from `to` to `from`) and `shape`
///   (the points between as `lat lng lat lng …`). Links meet where coordinates are equal
/// - a folder with `points.csv` (id, lat, lng), `edges.csv` (id, source, sink) and `week.csv` (edge
///   id, then seconds for the hours 0 to 23; source and sink may stand between), without headers
final class CsvRoads {

    private static final List<String> LINK_COLUMNS =
            List.of("from_lat", "from_lng", "to_lat", "to_lng", "length_m", "travel_time_s");
    private static final int HOURS = 24;
    private static final double MAX_SECONDS = 86_400;

    private CsvRoads() {}

    /// @throws BadRoadFile naming what is wrong and where
    static RoadGraph links(Path file) {
        RoadGraphBuilder graph = new RoadGraphBuilder(1);
        Map<LatLng, Integer> nodes = new HashMap<>();
        CsvLines lines = new CsvLines(file);
        lines.each(
                LINK_COLUMNS,
                line -> {
                    int from = node(graph, nodes, line, "from_lat", "from_lng");
                    int to = node(graph, nodes, line, "to_lat", "to_lng");
                    double meters = line.number("length_m", 0, 1_000_000);
                    double seconds = line.number("travel_time_s", 0, MAX_SECONDS);
                    int[] millis = {(int) Math.round(seconds * 1_000)};
                    List<LatLng> shape = lines.hasColumn("shape") ? shape(line) : List.of();
                    graph.edge(from, to, meters, millis, shape);
                    if (lines.hasColumn("both_ways") && line.number("both_ways", 0, 1) == 1) {
                        graph.edge(to, from, meters, millis, shape.reversed());
                    }
                });
        return built(file, graph, ZoneId.of("UTC"));
    }

    /// @param zone whose hours the times are
    /// @throws BadRoadFile naming what is wrong and where
    static RoadGraph folder(Path folder, ZoneId zone) {
        RoadGraphBuilder graph = new RoadGraphBuilder(HOURS);
        Long2IntOpenHashMap nodes = new Long2IntOpenHashMap();
        nodes.defaultReturnValue(RoadGraph.NONE);
        List<LatLng> places = new ArrayList<>();
        new CsvLines(folder.resolve("points.csv"))
                .each(
                        line -> {
                            requireFields(line, 3, "a point is id, lat, lng");
                            LatLng place =
                                    new LatLng(
                                            line.number(1, "lat", -90, 90),
                                            line.number(2, "lng", -180, 180));
                            places.add(place);
                            if (nodes.put(line.id(0, "id"), graph.node(place)) >= 0) {
                                throw line.bad("id", line.values()[0], "occurs twice");
                            }
                        });
        Path week = folder.resolve("week.csv");
        Map<Long, int[]> times = times(week);
        new CsvLines(folder.resolve("edges.csv"))
                .each(
                        line -> {
                            requireFields(line, 3, "an edge is id, source, sink");
                            int tail = known(nodes, line, 1, "source");
                            int head = known(nodes, line, 2, "sink");
                            int[] millis = times.remove(line.id(0, "id"));
                            if (millis == null) {
                                throw line.bad("id", line.values()[0], "has no line in " + week);
                            }
                            double meters = places.get(tail).metersTo(places.get(head));
                            graph.edge(tail, head, meters, millis, List.of());
                        });
        if (!times.isEmpty()) {
            throw new BadRoadFile(
                    week
                            + ": has times of "
                            + times.size()
                            + " edges that edges.csv does not have; the three files must be of"
                            + " one graph");
        }
        return built(folder, graph, zone);
    }

    private static Map<Long, int[]> times(Path week) {
        Map<Long, int[]> times = new HashMap<>();
        new CsvLines(week)
                .each(
                        line -> {
                            int skip = line.size() - HOURS;
                            if (skip != 1 && skip != 3) {
                                throw line.bad(
                                        "fields",
                                        Integer.toString(line.size()),
                                        "must be 25 (edge id and 24 hours) or 27 (edge id, source,"
                                                + " sink and 24 hours)");
                            }
                            int[] millis = new int[HOURS];
                            for (int hour = 0; hour < HOURS; hour++) {
                                double seconds =
                                        line.number(skip + hour, "hour " + hour, 0, MAX_SECONDS);
                                millis[hour] = (int) Math.round(seconds * 1_000);
                            }
                            if (times.put(line.id(0, "edge id"), millis) != null) {
                                throw line.bad("edge id", line.values()[0], "occurs twice");
                            }
                        });
        return times;
    }

    private static int node(
            RoadGraphBuilder graph,
            Map<LatLng, Integer> nodes,
            CsvLines.Line line,
            String latColumn,
            String lngColumn) {
        LatLng place =
                new LatLng(line.number(latColumn, -90, 90), line.number(lngColumn, -180, 180));
        return nodes.computeIfAbsent(place, graph::node);
    }

    private static List<LatLng> shape(CsvLines.Line line) {
        String text = line.text("shape");
        if (text.isEmpty()) {
            return List.of();
        }
        String[] degrees = text.split(" +", -1);
        List<LatLng> points = new ArrayList<>();
        try {
            for (int i = 0; i < degrees.length; i += 2) {
                points.add(
                        new LatLng(
                                Double.parseDouble(degrees[i]),
                                Double.parseDouble(degrees[i + 1])));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw line.bad("column shape", text, "must be pairs of degrees: lat lng lat lng …");
        }
        return points;
    }

    private static void requireFields(CsvLines.Line line, int count, String what) {
        if (line.size() != count) {
            throw line.bad("fields", Integer.toString(line.size()), "must be 3: " + what);
        }
    }

    private static int known(Long2IntOpenHashMap nodes, CsvLines.Line line, int at, String what) {
        int node = nodes.get(line.id(at, what));
        if (node == RoadGraph.NONE) {
            throw line.bad(what, line.values()[at], "is not in points.csv");
        }
        return node;
    }

    private static RoadGraph built(Path file, RoadGraphBuilder graph, ZoneId zone) {
        if (graph.edges() == 0) {
            throw new BadRoadFile(file + ": has no roads");
        }
        RoadGraph built = graph.build(zone);
        if (built.maxLng() - built.minLng() > 180) {
            throw new BadRoadFile(
                    file + ": spans the 180th meridian, which road files must not; split it");
        }
        return built;
    }
}
