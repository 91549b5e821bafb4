package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.UnitVector;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Finds the quickest way from one place to another (A*, with the straight line at the graph's
/// fastest speed as what is left at least). Keeps its memory from one search to the next: one
/// instance per thread.
public final class RouteSearch {

    /// How far from a road a place may be.
    public static final double MAX_OFF_ROAD_METERS = 500;

    /// Speed between a place and its road, metres per second.
    public static final double ACCESS_METERS_PER_SECOND = 5;

    private static final int UNKNOWN = Integer.MAX_VALUE;

    /// How the first node is reached when the start is at a corner.
    private static final int AT_START = Integer.MIN_VALUE;

    /// What [#search] answers when the end is at a corner.
    private static final int AT_END = -2;

    private final RoadGraph graph;
    private final int[] time;
    private final int[] via;
    private final boolean[] done;
    private final IntArrayList touched = new IntArrayList();
    private final NodeQueue queue = new NodeQueue();
    private double goalX;
    private double goalY;
    private double goalZ;

    public RouteSearch(RoadGraph graph) {
        this.graph = graph;
        this.time = new int[graph.nodes()];
        this.via = new int[graph.nodes()];
        this.done = new boolean[graph.nodes()];
        Arrays.fill(time, UNKNOWN);
    }

    /// The quickest way with the times of the hour of departure, or null where no road is near
    /// either end or none leads from one to the other.
    public @Nullable RoadRoute route(LatLng from, LatLng to, long atMillis) {
        RoadPoint start = graph.snap(from, MAX_OFF_ROAD_METERS);
        RoadPoint end = graph.snap(to, MAX_OFF_ROAD_METERS);
        return start == null || end == null ? null : route(from, start, to, end, atMillis);
    }

    @Nullable RoadRoute route(
            LatLng from, RoadPoint start, LatLng to, RoadPoint end, long atMillis) {
        int[] millis = graph.millis[graph.row(atMillis)];
        Trace trace = new Trace(graph, millis, from, accessMillis(start));
        int[] direct = direct(start, end, millis);
        int reached = search(start, end, millis, direct.length == 0 ? UNKNOWN : direct[1]);
        if (reached == RoadGraph.NONE) {
            if (direct.length == 0) {
                return null;
            }
            double toEnd = direct[0] == end.edge() ? end.fraction() : 1 - end.fraction();
            double fromStart = direct[0] == start.edge() ? start.fraction() : 1 - start.fraction();
            trace.along(direct[0], fromStart, toEnd);
        } else {
            int last = reached == AT_END ? graph.nodeAt(end) : graph.tail(reached);
            drawTo(last, start, trace);
            if (reached != AT_END) {
                boolean along = reached == end.edge();
                trace.along(reached, 0, along ? end.fraction() : 1 - end.fraction());
            }
        }
        return trace.finish(to, accessMillis(end));
    }

    /// Draws the way that was found from the start to a node.
    private void drawTo(int last, RoadPoint start, Trace trace) {
        IntArrayList edges = new IntArrayList();
        int node = last;
        while (via[node] >= 0) {
            edges.add(via[node]);
            node = graph.tail(via[node]);
        }
        if (via[node] != AT_START) {
            int first = -1 - via[node];
            boolean along = first == start.edge();
            trace.along(first, along ? start.fraction() : 1 - start.fraction(), 1);
        }
        for (int i = edges.size() - 1; i >= 0; i--) {
            trace.along(edges.getInt(i), 0, 1);
        }
    }

    static int accessMillis(RoadPoint point) {
        return (int) Math.round(point.offMeters() * 1_000 / ACCESS_METERS_PER_SECOND);
    }

    /// The way along one edge, if start and end lie on it in this order: the edge and its time.
    private int[] direct(RoadPoint start, RoadPoint end, int[] millis) {
        if (start.edge() != end.edge()) {
            return new int[0];
        }
        double ahead = end.fraction() - start.fraction();
        int edge = ahead >= 0 ? start.edge() : graph.twin(start.edge());
        return edge == RoadGraph.NONE
                ? new int[0]
                : new int[] {edge, (int) Math.round(Math.abs(ahead) * millis[edge])};
    }

    /// The edge by which the end is reached soonest in less than `limit`, or [#AT_END], or none.
    private int search(RoadPoint start, RoadPoint end, int[] millis, int limit) {
        for (int i = 0; i < touched.size(); i++) {
            time[touched.getInt(i)] = UNKNOWN;
            done[touched.getInt(i)] = false;
        }
        touched.clear();
        queue.clear();
        aim(end.place());
        int corner = graph.nodeAt(start);
        if (corner != RoadGraph.NONE) {
            reach(corner, 0, AT_START);
        }
        int endCorner = graph.nodeAt(end);
        enter(start.edge(), 1 - start.fraction(), millis);
        enter(graph.twin(start.edge()), start.fraction(), millis);
        int endTwin = graph.twin(end.edge());
        int best = limit;
        int bestEdge = RoadGraph.NONE;
        while (!queue.isEmpty()) {
            long entry = queue.poll();
            if (NodeQueue.key(entry) >= best) {
                break;
            }
            int node = NodeQueue.node(entry);
            if (done[node]) {
                continue;
            }
            done[node] = true;
            if (node == endCorner && time[node] < best) {
                return AT_END;
            }
            for (int i = graph.outFirst[node]; i < graph.outFirst[node + 1]; i++) {
                int edge = graph.outEdges[i];
                if (edge == end.edge() || edge == endTwin) {
                    double part = edge == end.edge() ? end.fraction() : 1 - end.fraction();
                    int there = time[node] + (int) Math.round(part * millis[edge]);
                    if (there < best) {
                        best = there;
                        bestEdge = edge;
                    }
                }
                reach(graph.head[edge], time[node] + millis[edge], edge);
            }
        }
        return bestEdge;
    }

    /// A straight line through the Earth is shorter than any way over it, and needs no trigonometry
    /// node by node.
    private void aim(LatLng goal) {
        goalX = UnitVector.x(goal.lat(), goal.lng());
        goalY = UnitVector.y(goal.lat(), goal.lng());
        goalZ = UnitVector.z(goal.lat());
    }

    private void enter(int edge, double part, int[] millis) {
        if (edge != RoadGraph.NONE) {
            reach(graph.head[edge], (int) Math.round(part * millis[edge]), -1 - edge);
        }
    }

    private void reach(int node, int at, int how) {
        if (at < time[node]) {
            if (time[node] == UNKNOWN) {
                touched.add(node);
            }
            time[node] = at;
            via[node] = how;
            queue.add(at + leastMillis(node), node);
        }
    }

    private int leastMillis(int node) {
        double meters = graph.chordMeters(node, goalX, goalY, goalZ);
        // A millisecond less for each rounding of an edge on the way there would be too much; the
        // share covers it.
        return (int) (meters / graph.fastestMetersPerMilli() * 0.99);
    }
}
