package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.RoadTrouble;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Makes the [Reach] of a job: one search back from its pickup along the roads, ended at the
/// longest time of interest (a millisecond on 4,000 nodes, 20 ms on 80,000), and one route for its
/// trip. Keeps its memory from one job to the next: one instance per thread.
public final class ReachSearch {

    private static final int UNKNOWN = Integer.MAX_VALUE;
    private static final int WORST_CIRCUITY = 100_000;
    private static final int USUAL_CIRCUITY = 1_300;

    private final RoadGraph graph;
    private final RouteSearch trips;
    private final int[] time;
    private final double[] length;
    private final boolean[] done;
    private final IntArrayList settled = new IntArrayList();
    private final IntArrayList touched = new IntArrayList();
    private final NodeQueue queue = new NodeQueue();
    private final ReachRaster raster;

    public ReachSearch(RoadGraph graph) {
        this.graph = graph;
        this.trips = new RouteSearch(graph);
        this.time = new int[graph.nodes()];
        this.length = new double[graph.nodes()];
        this.done = new boolean[graph.nodes()];
        this.raster = new ReachRaster(graph);
        Arrays.fill(time, UNKNOWN);
    }

    /// What the roads say about a job.
    ///
    /// @param limitMillis the longest way to a pickup that is of interest
    /// @param atMillis the moment whose times count, epoch milliseconds
    public Reach of(LatLng pickup, LatLng dropoff, int limitMillis, long atMillis) {
        RoadPoint start = graph.snap(pickup, RouteSearch.MAX_OFF_ROAD_METERS);
        if (start == null) {
            return Reach.impossible(pickup, RoadTrouble.PICKUP_OFF_ROAD);
        }
        RoadPoint end = graph.snap(dropoff, RouteSearch.MAX_OFF_ROAD_METERS);
        if (end == null) {
            return Reach.impossible(pickup, RoadTrouble.DROPOFF_OFF_ROAD);
        }
        @Nullable RoadRoute trip = trips.route(pickup, start, dropoff, end, atMillis);
        if (trip == null) {
            return Reach.impossible(pickup, RoadTrouble.NO_WAY_TO_DROPOFF);
        }
        int[] millis = graph.millis[graph.row(atMillis)];
        int access = RouteSearch.accessMillis(start);
        search(start, millis, Math.max(0, limitMillis - access));
        char[] paces = raster.draw(pickup, start, millis, time, settled);
        return Reach.of(
                pickup,
                access,
                trip.totalMillis(),
                (int) Math.round(trip.meters()),
                circuityPermille(pickup),
                paces);
    }

    /// Fills `time` with the milliseconds from each node to the point on the road, up to the limit.
    private void search(RoadPoint goal, int[] millis, int limit) {
        for (int i = 0; i < touched.size(); i++) {
            time[touched.getInt(i)] = UNKNOWN;
            done[touched.getInt(i)] = false;
        }
        touched.clear();
        settled.clear();
        queue.clear();
        int corner = graph.nodeAt(goal);
        if (corner != RoadGraph.NONE) {
            reach(corner, 0, 0, limit);
        }
        leave(goal.edge(), goal.fraction(), millis, limit);
        leave(graph.twin(goal.edge()), 1 - goal.fraction(), millis, limit);
        while (!queue.isEmpty()) {
            int node = NodeQueue.node(queue.poll());
            if (done[node]) {
                continue;
            }
            done[node] = true;
            settled.add(node);
            for (int i = graph.inFirst[node]; i < graph.inFirst[node + 1]; i++) {
                int edge = graph.inEdges[i];
                reach(
                        graph.tail[edge],
                        time[node] + millis[edge],
                        length[node] + graph.meters[edge],
                        limit);
            }
        }
    }

    private void leave(int edge, double part, int[] millis, int limit) {
        if (edge != RoadGraph.NONE) {
            reach(
                    graph.tail[edge],
                    (int) Math.round(part * millis[edge]),
                    part * graph.meters[edge],
                    limit);
        }
    }

    private void reach(int node, int at, double meters, int limit) {
        if (at < time[node] && at <= limit) {
            if (time[node] == UNKNOWN) {
                touched.add(node);
            }
            time[node] = at;
            length[node] = meters;
            queue.add(at, node);
        }
    }

    /// How much longer roads are than straight lines, over all that was reached.
    private int circuityPermille(LatLng pickup) {
        double lngMeters = Reach.lngMetersAt(pickup.lat());
        double roads = 0;
        double straight = 0;
        for (int i = 0; i < settled.size(); i++) {
            int node = settled.getInt(i);
            double north = (graph.lat[node] - pickup.lat()) * Reach.METERS_PER_DEGREE;
            double east = (graph.lng[node] - pickup.lng()) * lngMeters;
            roads += length[node];
            straight += Math.sqrt(north * north + east * east);
        }
        if (straight < 1) {
            return USUAL_CIRCUITY;
        }
        return Math.clamp(Math.round(1_000 * roads / straight), 1_000, WORST_CIRCUITY);
    }
}
