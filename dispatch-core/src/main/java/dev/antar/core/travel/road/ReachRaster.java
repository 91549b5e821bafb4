package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Reach;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import java.util.Arrays;

/// Turns the times at nodes that a search found into a [Reach]'s rasters: walks along every road
/// that was reached and takes the mean over what lies in each cell. One thread.
final class ReachRaster {

    /*
     * Of a street that goes both ways a driver takes the better direction, so a point's time is the
     * lesser of the two. Cells without a road (the middle of a block) are filled from their
     * neighbours up to FILL_METERS, since a driver there stands beside some road; but not over a
     * cell whose roads were not reached: that is an island.
     */

    private static final double FILL_METERS = 250;
    private static final int CELLS = Reach.SIDE * Reach.SIDE;
    private static final double UNREACHED = Double.MAX_VALUE;

    private final RoadGraph graph;
    private final double[] millisSum = new double[CELLS * Reach.MAX_LEVELS];
    private final double[] metersSum = new double[CELLS * Reach.MAX_LEVELS];
    private final boolean[] blocked = new boolean[CELLS * Reach.MAX_LEVELS];
    private int levels;
    private double pickupLat;
    private double pickupLng;
    private double lngMeters;

    // The job being drawn.
    private int[] millis = new int[0];
    private int[] time = new int[0];
    private RoadPoint pickup = new RoadPoint(0, 0, new LatLng(0, 0), 0);

    ReachRaster(RoadGraph graph) {
        this.graph = graph;
    }

    /// @param times by node, the largest int where unknown
    /// @param settled the nodes whose time is known
    char[] draw(
            LatLng place, RoadPoint start, int[] edgeMillis, int[] times, IntArrayList settled) {
        millis = edgeMillis;
        time = times;
        pickup = start;
        pickupLat = place.lat();
        pickupLng = place.lng();
        lngMeters = Reach.lngMetersAt(pickupLat);
        Arrays.fill(millisSum, 0);
        Arrays.fill(metersSum, 0);
        Arrays.fill(blocked, false);
        levels = 1;
        walk(start.edge());
        for (int i = 0; i < settled.size(); i++) {
            int node = settled.getInt(i);
            for (int j = graph.inFirst[node]; j < graph.inFirst[node + 1]; j++) {
                int edge = graph.inEdges[j];
                int twin = graph.twin[edge];
                boolean once =
                        twin == RoadGraph.NONE
                                || edge < twin
                                || time[graph.tail[edge]] == Integer.MAX_VALUE;
                if (once && edge != start.edge() && twin != start.edge()) {
                    walk(edge);
                }
            }
        }
        block(start);
        return paces();
    }

    private void walk(int edge) {
        int last = graph.points(edge) - 1;
        double before = 0;
        double all = 0;
        for (int i = 0; i < last; i++) {
            all += pieceMeters(edge, i);
        }
        for (int i = 0; i < last; i++) {
            double piece = pieceMeters(edge, i);
            double lat = graph.pointLat(edge, i);
            double lng = graph.pointLng(edge, i);
            double dLat = graph.pointLat(edge, i + 1) - lat;
            double dLng = graph.pointLng(edge, i + 1) - lng;
            int steps = steps(lat, lng, piece);
            for (int s = 0; s < steps; s++) {
                double part = (s + 0.5) / steps;
                double fraction = all == 0 ? 0.5 : (before + part * piece) / all;
                double at = millisAt(edge, fraction);
                if (at != UNREACHED) {
                    mark(lat + part * dLat, lng + part * dLng, at, (piece + 0.01) / steps);
                }
            }
            before += piece;
        }
        markEnd(edge, 0, 0);
        markEnd(edge, last, 1);
    }

    /// The ends lie between what is looked at along the way, and may have a cell to themselves.
    private void markEnd(int edge, int point, double fraction) {
        double at = millisAt(edge, fraction);
        if (at != UNREACHED) {
            mark(graph.pointLat(edge, point), graph.pointLng(edge, point), at, 1);
        }
    }

    /// So many that none of a cell's roads is missed: two to a cell.
    private int steps(double lat, double lng, double meters) {
        int level = Math.min(Reach.levelAt(east(lng), north(lat)), Reach.MAX_LEVELS - 1);
        return Math.max(1, (int) Math.ceil(2 * meters / Reach.cellMeters(level)));
    }

    private double millisAt(int edge, double fraction) {
        double there = UNREACHED;
        int head = graph.head[edge];
        if (time[head] != Integer.MAX_VALUE) {
            there = time[head] + (1 - fraction) * millis[edge];
        }
        int twin = graph.twin[edge];
        int tail = graph.tail[edge];
        if (twin != RoadGraph.NONE && time[tail] != Integer.MAX_VALUE) {
            there = Math.min(there, time[tail] + fraction * millis[twin]);
        }
        if (edge == pickup.edge() && fraction <= pickup.fraction()) {
            there = Math.min(there, (pickup.fraction() - fraction) * millis[edge]);
        }
        if (edge == pickup.edge() && fraction >= pickup.fraction() && twin != RoadGraph.NONE) {
            there = Math.min(there, (fraction - pickup.fraction()) * millis[twin]);
        }
        return there;
    }

    private void mark(double lat, double lng, double at, double weight) {
        double x = east(lng);
        double y = north(lat);
        int level = Reach.levelAt(x, y);
        if (level < Reach.MAX_LEVELS) {
            levels = Math.max(levels, level + 1);
            int cell = Reach.cellAt(level, x, y);
            millisSum[cell] += weight * at;
            metersSum[cell] += weight * Math.sqrt(x * x + y * y);
        }
    }

    /// Marks the cells of roads from which the pickup cannot be reached at all.
    private void block(RoadPoint start) {
        if (graph.onMainland(start.edge())) {
            for (int edge : graph.islandEdges()) {
                block(edge);
            }
        } else {
            for (int edge = 0; edge < graph.edges(); edge++) {
                block(edge);
            }
        }
    }

    private void block(int edge) {
        if (time[graph.head[edge]] != Integer.MAX_VALUE || !graph.drivable(edge)) {
            return;
        }
        for (int i = 0; i + 1 < graph.points(edge); i++) {
            double lat = graph.pointLat(edge, i);
            double lng = graph.pointLng(edge, i);
            int steps = steps(lat, lng, pieceMeters(edge, i));
            for (int s = 0; s <= steps; s++) {
                double part = (double) s / steps;
                double x = east(lng + part * (graph.pointLng(edge, i + 1) - lng));
                double y = north(lat + part * (graph.pointLat(edge, i + 1) - lat));
                int level = Reach.levelAt(x, y);
                if (level < levels) {
                    blocked[Reach.cellAt(level, x, y)] = true;
                }
            }
        }
    }

    private char[] paces() {
        char[] paces = new char[levels * CELLS];
        Arrays.fill(paces, Reach.NONE);
        for (int cell = 0; cell < paces.length; cell++) {
            if (metersSum[cell] > 0) {
                double weight = metersSum[cell];
                paces[cell] = Reach.pace(millisSum[cell] / weight, 1);
            }
        }
        for (int level = 0; level < levels; level++) {
            int rings = (int) (FILL_METERS / Reach.cellMeters(level));
            for (int ring = 0; ring < Math.max(1, rings); ring++) {
                fill(paces, level * CELLS);
            }
        }
        return paces;
    }

    /// Gives every empty cell beside full ones their mean.
    private void fill(char[] paces, int from) {
        char[] before = Arrays.copyOfRange(paces, from, from + CELLS);
        for (int cell = 0; cell < CELLS; cell++) {
            if (before[cell] == Reach.NONE && !blocked[from + cell]) {
                paces[from + cell] = meanAround(before, cell);
            }
        }
    }

    private static char meanAround(char[] paces, int cell) {
        int row = cell / Reach.SIDE;
        int column = cell % Reach.SIDE;
        int sum = 0;
        int count = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(Reach.SIDE - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(Reach.SIDE - 1, column + 1); c++) {
                char pace = paces[r * Reach.SIDE + c];
                if (pace != Reach.NONE) {
                    sum += pace;
                    count++;
                }
            }
        }
        return count == 0 ? Reach.NONE : (char) (sum / count);
    }

    private double pieceMeters(int edge, int i) {
        double dx = east(graph.pointLng(edge, i + 1)) - east(graph.pointLng(edge, i));
        double dy = north(graph.pointLat(edge, i + 1)) - north(graph.pointLat(edge, i));
        return Math.sqrt(dx * dx + dy * dy);
    }

    private double east(double lng) {
        return (lng - pickupLng) * lngMeters;
    }

    private double north(double lat) {
        return (lat - pickupLat) * Reach.METERS_PER_DEGREE;
    }
}
