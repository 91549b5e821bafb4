package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Gathers nodes and edges and makes a [RoadGraph] of them. One use, one thread.
public final class RoadGraphBuilder {

    private static final int MAX_NODES = 50_000_000;

    private final int hours;
    private final DoubleArrayList nodeLats = new DoubleArrayList();
    private final DoubleArrayList nodeLngs = new DoubleArrayList();
    private final IntArrayList tails = new IntArrayList();
    private final IntArrayList heads = new IntArrayList();
    private final DoubleArrayList meters = new DoubleArrayList();
    private final List<IntArrayList> millis = new ArrayList<>();
    private final IntArrayList shapeEnds = new IntArrayList();
    private final DoubleArrayList shapeLats = new DoubleArrayList();
    private final DoubleArrayList shapeLngs = new DoubleArrayList();

    /// @param hours 1 for times that are the same all day, 24 for times by hour of the day
    public RoadGraphBuilder(int hours) {
        if (hours != 1 && hours != 24) {
            throw new IllegalArgumentException("hours=" + hours + ": must be 1 or 24");
        }
        this.hours = hours;
        for (int hour = 0; hour < hours; hour++) {
            millis.add(new IntArrayList());
        }
    }

    /// Adds a node and returns its number: 0, 1, 2 …
    public int node(LatLng place) {
        if (nodeLats.size() == MAX_NODES) {
            throw new IllegalArgumentException("nodes=" + MAX_NODES + ": there must be no more");
        }
        nodeLats.add(place.lat());
        nodeLngs.add(place.lng());
        return nodeLats.size() - 1;
    }

    public int nodes() {
        return nodeLats.size();
    }

    public int edges() {
        return tails.size();
    }

    /// Adds an edge with times by hour and returns its number: 0, 1, 2 …
    ///
    /// @param length metres, at least 0
    /// @param times milliseconds per hour, each from 0 to a day
    /// @param shape the points between its ends, in its direction
    public int edge(int tail, int head, double length, int[] times, List<LatLng> shape) {
        requireNode("tail", tail);
        requireNode("head", head);
        if (!(length >= 0 && length <= 10_000_000)) {
            throw new IllegalArgumentException(
                    "length=" + length + ": must be from 0 to 10000000 metres");
        }
        if (times.length != hours) {
            throw new IllegalArgumentException(
                    "times.length=" + times.length + ": must be " + hours);
        }
        for (int hour = 0; hour < hours; hour++) {
            if (times[hour] < 0 || times[hour] > RoadGraph.MAX_EDGE_MILLIS) {
                throw new IllegalArgumentException(
                        "time=" + times[hour] + " ms: must be from 0 to a day");
            }
            millis.get(hour).add(times[hour]);
        }
        tails.add(tail);
        heads.add(head);
        meters.add(length);
        for (LatLng point : shape) {
            shapeLats.add(point.lat());
            shapeLngs.add(point.lng());
        }
        shapeEnds.add(shapeLats.size());
        return tails.size() - 1;
    }

    /// Makes the graph.
    ///
    /// @param zone whose hours the times by hour are
    public RoadGraph build(ZoneId zone) {
        if (edges() == 0) {
            throw new IllegalArgumentException("edges=0: there must be at least one");
        }
        return new RoadGraph(arrays(), zone);
    }

    RoadArrays arrays() {
        return new RoadArrays(
                nodeLats.toDoubleArray(),
                nodeLngs.toDoubleArray(),
                tails.toIntArray(),
                heads.toIntArray(),
                twins(),
                meters.toDoubleArray(),
                millisByHour(),
                shapeFirst(),
                shapeLats.toDoubleArray(),
                shapeLngs.toDoubleArray());
    }

    private int[][] millisByHour() {
        int[][] rows = new int[hours][];
        for (int hour = 0; hour < hours; hour++) {
            rows[hour] = millis.get(hour).toIntArray();
        }
        return rows;
    }

    private int[] shapeFirst() {
        int[] first = new int[edges() + 1];
        for (int edge = 0; edge < edges(); edge++) {
            first[edge + 1] = shapeEnds.getInt(edge);
        }
        return first;
    }

    /// Pairs each edge with one that runs back along the same points.
    private int[] twins() {
        int[] twins = new int[edges()];
        int[] first = shapeFirst();
        Long2IntOpenHashMap waiting = new Long2IntOpenHashMap();
        waiting.defaultReturnValue(RoadGraph.NONE);
        for (int edge = 0; edge < twins.length; edge++) {
            twins[edge] = RoadGraph.NONE;
            int tail = tails.getInt(edge);
            int head = heads.getInt(edge);
            int other = tail == head ? RoadGraph.NONE : waiting.get(key(head, tail));
            if (other != RoadGraph.NONE && runBack(first, edge, other)) {
                twins[edge] = other;
                twins[other] = edge;
                waiting.remove(key(head, tail));
            } else {
                waiting.put(key(tail, head), edge);
            }
        }
        return twins;
    }

    private boolean runBack(int[] first, int edge, int other) {
        int count = first[edge + 1] - first[edge];
        if (first[other + 1] - first[other] != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int there = first[edge] + i;
            int back = first[other + 1] - 1 - i;
            if (shapeLats.getDouble(there) != shapeLats.getDouble(back)
                    || shapeLngs.getDouble(there) != shapeLngs.getDouble(back)) {
                return false;
            }
        }
        return true;
    }

    private static long key(int tail, int head) {
        return ((long) tail << 32) | head;
    }

    private void requireNode(String field, int node) {
        if (node < 0 || node >= nodes()) {
            throw new IllegalArgumentException(
                    field + "=" + node + ": must be a node, from 0 to " + (nodes() - 1));
        }
    }
}
