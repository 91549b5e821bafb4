package dev.antar.core.travel.road;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/// Draws a route: edge by edge the points passed, and when.
final class Trace {

    private final RoadGraph graph;
    private final int[] edgeMillis;
    private final DoubleArrayList lats = new DoubleArrayList();
    private final DoubleArrayList lngs = new DoubleArrayList();
    private final IntArrayList millis = new IntArrayList();
    private double meters;
    private double clock;

    /// @param accessMillis from the start to its road
    Trace(RoadGraph graph, int[] edgeMillis, LatLng from, int accessMillis) {
        this.graph = graph;
        this.edgeMillis = edgeMillis;
        add(from.lat(), from.lng());
        clock = accessMillis;
    }

    /// Drives a part of an edge, by shares of its length.
    void along(int edge, double from, double to) {
        int last = graph.points(edge) - 1;
        double[] length = new double[last + 1];
        for (int i = 1; i <= last; i++) {
            length[i] = length[i - 1] + pieceMeters(edge, i);
        }
        double all = length[last];
        double began = clock;
        place(edge, length, from * all);
        for (int i = 1; i < last; i++) {
            if (length[i] > from * all && length[i] < to * all) {
                clock = began + (length[i] / all - from) * edgeMillis[edge];
                add(graph.pointLat(edge, i), graph.pointLng(edge, i));
            }
        }
        clock = began + (to - from) * edgeMillis[edge];
        place(edge, length, to * all);
        meters += (to - from) * graph.meters(edge);
    }

    RoadRoute finish(LatLng to, int accessMillis) {
        clock += accessMillis;
        add(to.lat(), to.lng());
        return new RoadRoute(
                lats.toDoubleArray(), lngs.toDoubleArray(), millis.toIntArray(), meters);
    }

    private void place(int edge, double[] length, double at) {
        int i = 1;
        while (i < length.length - 1 && length[i] < at) {
            i++;
        }
        double piece = length[i] - length[i - 1];
        double part = piece == 0 ? 0 : Math.clamp((at - length[i - 1]) / piece, 0.0, 1.0);
        double lat = graph.pointLat(edge, i - 1);
        double lng = graph.pointLng(edge, i - 1);
        add(
                lat + part * (graph.pointLat(edge, i) - lat),
                lng + part * (graph.pointLng(edge, i) - lng));
    }

    private void add(double lat, double lng) {
        int last = lats.size() - 1;
        if (last >= 0 && lats.getDouble(last) == lat && lngs.getDouble(last) == lng) {
            millis.set(last, (int) Math.round(clock));
            return;
        }
        lats.add(lat);
        lngs.add(lng);
        millis.add((int) Math.round(clock));
    }

    private double pieceMeters(int edge, int i) {
        return GreatCircle.meters(
                graph.pointLat(edge, i - 1),
                graph.pointLng(edge, i - 1),
                graph.pointLat(edge, i),
                graph.pointLng(edge, i));
    }
}
