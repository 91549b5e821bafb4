package dev.antar.core.travel.road;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.PMap;
import com.graphhopper.util.PointList;

import dev.antar.core.geo.LatLng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Imports an OpenStreetMap extract through GraphHopper: which streets a car may use, in which
/// direction and how fast. What comes out is a [RoadGraph] like any other; GraphHopper is not
/// needed after that. The one class that touches it, so an application without OSM extracts can
/// leave the library out.
final class OsmRoads {

    private static final String CAR = "car";
    private static final int HEADER_LENGTH_BYTES = 4;
    private static final int MAX_HEADER_BYTES = 65_536;

    private OsmRoads() {}

    /// @throws BadRoadFile naming the file, what is wrong and what to do
    static RoadGraph read(Path file, Path cacheFolder) {
        RoadCache cache = new RoadCache(cacheFolder);
        try {
            requirePbf(file);
            Path kept = cache.fileOf(file);
            RoadArrays arrays = cache.read(kept);
            if (arrays == null) {
                arrays = imported(file);
                cache.write(kept, arrays);
            }
            return new RoadGraph(arrays, ZoneId.of("UTC"));
        } catch (IOException e) {
            throw new BadRoadFile(
                    file + ": cannot be read, or " + cacheFolder + " cannot be written: " + e);
        } catch (NoClassDefFoundError e) {
            throw new BadRoadFile(
                    file
                            + ": reading OpenStreetMap extracts needs the library"
                            + " com.graphhopper:graphhopper-core 11.0 on the class path");
        }
    }

    /// A PBF begins with the length of a header that says so; anything else is told apart here,
    /// before a parser takes it for data.
    private static void requirePbf(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] start = bytes.readNBytes(64);
            boolean named =
                    new String(start, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .contains("OSMHeader");
            int length =
                    start.length < HEADER_LENGTH_BYTES
                            ? 0
                            : java.nio.ByteBuffer.wrap(start).getInt();
            if (!named || length <= 0 || length > MAX_HEADER_BYTES) {
                throw new BadRoadFile(
                        file
                                + ": is not an OpenStreetMap extract in PBF form (it begins"
                                + " otherwise); get it again, for example from a mirror of"
                                + " Geofabrik or BBBike");
            }
        }
    }

    private static RoadArrays imported(Path file) throws IOException {
        Path scratch = Files.createTempDirectory("antar-osm-");
        GraphHopper hopper = new GraphHopper();
        try {
            hopper.setOSMFile(file.toString());
            hopper.setGraphHopperLocation(scratch.resolve("graph").toString());
            hopper.setStoreOnFlush(false);
            hopper.setMinNetworkSize(0);
            hopper.setEncodedValuesString("car_access, car_average_speed, road_access");
            hopper.setProfiles(
                    new Profile(CAR).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")));
            hopper.importOrLoad();
            return arrays(file, hopper);
        } catch (RuntimeException e) {
            if (e instanceof BadRoadFile) {
                throw e;
            }
            throw new BadRoadFile(
                    file
                            + ": breaks off or is damaged ("
                            + rootCause(e)
                            + "); get the extract again and compare its checksum");
        } finally {
            hopper.close();
            delete(scratch);
        }
    }

    private static RoadArrays arrays(Path file, GraphHopper hopper) {
        Weighting car = hopper.createWeighting(hopper.getProfile(CAR), new PMap());
        RoadGraphBuilder graph = new RoadGraphBuilder(1);
        NodeAccess nodes = hopper.getBaseGraph().getNodeAccess();
        int[] numbers = new int[hopper.getBaseGraph().getNodes()];
        java.util.Arrays.fill(numbers, RoadGraph.NONE);
        AllEdgesIterator edges = hopper.getBaseGraph().getAllEdges();
        while (edges.next()) {
            boolean forward = Double.isFinite(car.calcEdgeWeight(edges, false));
            boolean backward = Double.isFinite(car.calcEdgeWeight(edges, true));
            if (!forward && !backward) {
                continue;
            }
            int from = number(graph, nodes, numbers, edges.getBaseNode());
            int to = number(graph, nodes, numbers, edges.getAdjNode());
            List<LatLng> shape = shape(edges.fetchWayGeometry(FetchMode.PILLAR_ONLY));
            if (forward) {
                int[] millis = {millis(car.calcEdgeMillis(edges, false))};
                graph.edge(from, to, edges.getDistance(), millis, shape);
            }
            if (backward) {
                int[] millis = {millis(car.calcEdgeMillis(edges, true))};
                graph.edge(to, from, edges.getDistance(), millis, shape.reversed());
            }
        }
        if (graph.edges() == 0) {
            throw new BadRoadFile(file + ": has no road that a car may use");
        }
        return graph.arrays();
    }

    private static int number(RoadGraphBuilder graph, NodeAccess nodes, int[] numbers, int node) {
        if (numbers[node] == RoadGraph.NONE) {
            numbers[node] = graph.node(new LatLng(nodes.getLat(node), nodes.getLon(node)));
        }
        return numbers[node];
    }

    private static List<LatLng> shape(PointList points) {
        List<LatLng> shape = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            shape.add(new LatLng(points.getLat(i), points.getLon(i)));
        }
        return shape;
    }

    private static int millis(long millis) {
        return (int) Math.clamp(millis, 0L, RoadGraph.MAX_EDGE_MILLIS);
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
