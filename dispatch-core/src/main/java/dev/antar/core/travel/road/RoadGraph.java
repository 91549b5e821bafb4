package dev.antar.core.travel.road;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.UnitVector;
import dev.antar.core.travel.TravelTimes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;

/// Streets as a directed graph with times, the same all day or by hour. Nodes and edges are numbers
/// from 0. Immutable, any thread; made by [RoadGraphBuilder] or read by [RoadFile].
public final class RoadGraph {

    /*
     * Compressed rows: the edges out of node n are outEdges[outFirst[n] .. outFirst[n + 1]), those
     * into it likewise. A street that can be driven both ways is two edges, each the other's twin.
     * Points between the ends of an edge are shape[shapeFirst[e] .. shapeFirst[e + 1]).
     */

    /// No such edge.
    public static final int NONE = -1;

    private final ZoneId zone;
    final double[] lat;
    final double[] lng;
    final int[] tail;
    final int[] head;
    final int[] twin;
    final double[] meters;
    final int[][] millis;
    final int[] outFirst;
    final int[] outEdges;
    final int[] inFirst;
    final int[] inEdges;
    private final int[] shapeFirst;
    private final double[] shapeLat;
    private final double[] shapeLng;
    private final double[] unitX;
    private final double[] unitY;
    private final double[] unitZ;
    private final Components components;
    private final RoadIndex index;
    private final int[] islandEdges;
    private final double fastestMetersPerMilli;

    RoadGraph(RoadArrays arrays, ZoneId zone) {
        this.zone = zone;
        this.lat = arrays.lat();
        this.lng = arrays.lng();
        this.tail = arrays.tail();
        this.head = arrays.head();
        this.twin = arrays.twin();
        this.meters = arrays.meters();
        this.millis = arrays.millis();
        this.shapeFirst = arrays.shapeFirst();
        this.shapeLat = arrays.shapeLat();
        this.shapeLng = arrays.shapeLng();
        this.unitX = new double[lat.length];
        this.unitY = new double[lat.length];
        this.unitZ = new double[lat.length];
        for (int node = 0; node < lat.length; node++) {
            unitX[node] = UnitVector.x(lat[node], lng[node]);
            unitY[node] = UnitVector.y(lat[node], lng[node]);
            unitZ[node] = UnitVector.z(lat[node]);
        }
        this.outFirst = new int[lat.length + 1];
        this.outEdges = new int[tail.length];
        this.inFirst = new int[lat.length + 1];
        this.inEdges = new int[tail.length];
        fillRows(tail, outFirst, outEdges);
        fillRows(head, inFirst, inEdges);
        this.components = new Components(this);
        this.index = new RoadIndex(this);
        this.islandEdges =
                IntStream.range(0, tail.length)
                        .filter(edge -> drivable(edge) && !onMainland(edge))
                        .toArray();
        this.fastestMetersPerMilli = fastest();
    }

    /// The same streets, driven so many times faster.
    ///
    /// @param factor above 0; below 1 for slower
    public RoadGraph faster(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor=" + factor + ": must be above 0");
        }
        if (factor == 1) {
            return this;
        }
        int[][] scaled = new int[millis.length][];
        for (int hour = 0; hour < millis.length; hour++) {
            scaled[hour] = new int[millis[hour].length];
            for (int edge = 0; edge < tail.length; edge++) {
                double time = Math.min(millis[hour][edge] / factor, MAX_EDGE_MILLIS);
                scaled[hour][edge] = (int) Math.round(time);
            }
        }
        RoadArrays arrays =
                new RoadArrays(
                        lat, lng, tail, head, twin, meters, scaled, shapeFirst, shapeLat, shapeLng);
        return new RoadGraph(arrays, zone);
    }

    public int nodes() {
        return lat.length;
    }

    public int edges() {
        return tail.length;
    }

    /// Sum of the lengths of all edges, kilometres; a street that goes both ways counts twice.
    public double kilometers() {
        double sum = 0;
        for (double each : meters) {
            sum += each;
        }
        return sum / 1_000;
    }

    public LatLng node(int node) {
        return new LatLng(lat[node], lng[node]);
    }

    public int tail(int edge) {
        return tail[edge];
    }

    public int head(int edge) {
        return head[edge];
    }

    /// The same street in the other direction, or [#NONE].
    public int twin(int edge) {
        return twin[edge];
    }

    public double meters(int edge) {
        return meters[edge];
    }

    /// Milliseconds along the whole edge for one who enters it then.
    public int millis(int edge, long atMillis) {
        return millis[row(atMillis)][edge];
    }

    /// Which row of times counts at a moment: the hour of the day in the graph's zone, or always 0.
    public int row(long atMillis) {
        return millis.length == 1 ? 0 : Instant.ofEpochMilli(atMillis).atZone(zone).getHour();
    }

    /// The road nearest to a position, at most this far away, or null. Roads that lead nowhere (see
    /// [Components]) are left out.
    public @Nullable RoadPoint snap(LatLng position, double maxMeters) {
        return index.nearest(position.lat(), position.lng(), maxMeters);
    }

    /// The node at which a place on a road lies, or [#NONE] where it lies between two. Who is at a
    /// corner may leave and arrive by any of its roads.
    int nodeAt(RoadPoint point) {
        if (point.fraction() <= 0) {
            return tail[point.edge()];
        }
        return point.fraction() >= 1 ? head[point.edge()] : NONE;
    }

    /// Whether one can drive from either node to the other.
    public boolean connected(int node, int other) {
        return components.of(node) == components.of(other);
    }

    /// How many nodes lie where they cannot be driven to and from, in pieces too small to be a
    /// place of their own.
    public int strayNodes() {
        return components.strays();
    }

    /// No edge covers a straight distance faster, metres per millisecond.
    public double fastestMetersPerMilli() {
        return fastestMetersPerMilli;
    }

    /// How many points an edge has, its ends included.
    public int points(int edge) {
        return shapeFirst[edge + 1] - shapeFirst[edge] + 2;
    }

    public double pointLat(int edge, int i) {
        if (i == 0) {
            return lat[tail[edge]];
        }
        int at = shapeFirst[edge] + i - 1;
        return at < shapeFirst[edge + 1] ? shapeLat[at] : lat[head[edge]];
    }

    public double pointLng(int edge, int i) {
        if (i == 0) {
            return lng[tail[edge]];
        }
        int at = shapeFirst[edge] + i - 1;
        return at < shapeFirst[edge + 1] ? shapeLng[at] : lng[head[edge]];
    }

    /// Whether both ends are in the largest part within which one can drive from anywhere to
    /// anywhere.
    boolean onMainland(int edge) {
        return components.inLargest(tail[edge]) && components.inLargest(head[edge]);
    }

    /// The drivable edges that are not on the mainland.
    int[] islandEdges() {
        return islandEdges;
    }

    /// Whether somebody there can go on to other places and come back.
    boolean drivable(int edge) {
        return components.kept(tail[edge]) && components.kept(head[edge]);
    }

    /// Length in metres of the straight line through the Earth from a node to a point of the unit
    /// sphere.
    double chordMeters(int node, double x, double y, double z) {
        double dx = unitX[node] - x;
        double dy = unitY[node] - y;
        double dz = unitZ[node] - z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) * GreatCircle.EARTH_RADIUS_METERS;
    }

    double minLat() {
        return least(lat);
    }

    double minLng() {
        return least(lng);
    }

    double maxLat() {
        return most(lat);
    }

    double maxLng() {
        return most(lng);
    }

    private double fastest() {
        double fastest = 1e-6;
        for (int edge = 0; edge < tail.length; edge++) {
            double straight = node(tail[edge]).metersTo(node(head[edge]));
            for (int[] row : millis) {
                fastest = Math.max(fastest, straight / Math.max(1, row[edge]));
            }
        }
        return fastest;
    }

    private static void fillRows(int[] nodeOf, int[] first, int[] edges) {
        for (int node : nodeOf) {
            first[node + 1]++;
        }
        for (int node = 1; node < first.length; node++) {
            first[node] += first[node - 1];
        }
        int[] next = first.clone();
        for (int edge = 0; edge < nodeOf.length; edge++) {
            edges[next[nodeOf[edge]]++] = edge;
        }
    }

    private static double least(double[] values) {
        double least = Double.MAX_VALUE;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double most(double[] values) {
        double most = -Double.MAX_VALUE;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    /// Longest time an edge may take.
    static final int MAX_EDGE_MILLIS = TravelTimes.MAX_MILLIS;
}
