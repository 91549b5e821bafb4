package dev.antar.core.travel.road;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// Finds the road at a position: a raster over the graph whose cells list the straight pieces of
/// roads that touch them. Exact; a search looks at a few cells. Any thread.
final class RoadIndex {

    private static final double METERS_PER_DEGREE =
            StrictMath.toRadians(GreatCircle.EARTH_RADIUS_METERS);
    private static final double CELL_METERS = 120;
    private static final int MAX_CELLS = 4_000_000;

    private final RoadGraph graph;
    private final double south;
    private final double west;
    private final double latStep;
    private final double lngStep;
    private final double leastStepMeters;
    private final int rows;
    private final int columns;
    private final int[] first;
    private final int[] pieceEdge;
    private final int[] piecePoint;

    RoadIndex(RoadGraph graph) {
        this.graph = graph;
        this.south = graph.minLat();
        this.west = graph.minLng();
        double height = graph.maxLat() - south;
        double width = graph.maxLng() - west;
        double widest = Math.max(Math.abs(south), Math.abs(graph.maxLat()));
        double shrink = Math.max(0.01, StrictMath.cos(StrictMath.toRadians(widest)));
        double cell = CELL_METERS / METERS_PER_DEGREE;
        while ((height / cell + 1) * (width * shrink / cell + 1) > MAX_CELLS) {
            cell *= 2;
        }
        this.latStep = cell;
        this.lngStep = cell / shrink;
        this.leastStepMeters = cell * METERS_PER_DEGREE;
        this.rows = (int) (height / latStep) + 1;
        this.columns = (int) (width / lngStep) + 1;
        this.first = new int[rows * columns + 1];
        forEachPlace((cellNumber, _, _) -> first[cellNumber + 1]++);
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
        int places = first[rows * columns];
        this.pieceEdge = new int[places];
        this.piecePoint = new int[places];
        int[] next = first.clone();
        forEachPlace(
                (cellNumber, edge, point) -> {
                    int at = next[cellNumber]++;
                    pieceEdge[at] = edge;
                    piecePoint[at] = point;
                });
    }

    @Nullable RoadPoint nearest(double lat, double lng, double maxMeters) {
        Nearest nearest = new Nearest(graph, lat, lng, maxMeters);
        int row = (int) Math.floor((lat - south) / latStep);
        int column = (int) Math.floor((lng - west) / lngStep);
        // A cell of the n-th ring is at least n - 1 cells away from anything in the middle one.
        for (int ring = 0; (ring - 1) * leastStepMeters <= nearest.meters(); ring++) {
            for (int r = row - ring; r <= row + ring; r++) {
                boolean edgeRow = r == row - ring || r == row + ring;
                int step = edgeRow || ring == 0 ? 1 : 2 * ring;
                for (int c = column - ring; c <= column + ring; c += step) {
                    look(r, c, nearest);
                }
            }
        }
        return nearest.found();
    }

    private void look(int row, int column, Nearest nearest) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            return;
        }
        int cell = row * columns + column;
        for (int i = first[cell]; i < first[cell + 1]; i++) {
            nearest.offer(pieceEdge[i], piecePoint[i]);
        }
    }

    private interface Place {

        void put(int cell, int edge, int point);
    }

    /// Every piece in every cell that its box touches; a street that goes both ways once.
    private void forEachPlace(Place place) {
        for (int edge = 0; edge < graph.edges(); edge++) {
            int twin = graph.twin(edge);
            if ((twin != RoadGraph.NONE && twin < edge) || !graph.drivable(edge)) {
                continue;
            }
            for (int i = 0; i + 1 < graph.points(edge); i++) {
                int r1 = row(graph.pointLat(edge, i));
                int r2 = row(graph.pointLat(edge, i + 1));
                int c1 = column(graph.pointLng(edge, i));
                int c2 = column(graph.pointLng(edge, i + 1));
                for (int r = Math.min(r1, r2); r <= Math.max(r1, r2); r++) {
                    for (int c = Math.min(c1, c2); c <= Math.max(c1, c2); c++) {
                        place.put(r * columns + c, edge, i);
                    }
                }
            }
        }
    }

    private int row(double lat) {
        return Math.clamp((int) Math.floor((lat - south) / latStep), 0, rows - 1);
    }

    private int column(double lng) {
        return Math.clamp((int) Math.floor((lng - west) / lngStep), 0, columns - 1);
    }

    /// The best piece so far, on a plane around the position; ties go to the lower edge.
    private static final class Nearest {

        private final RoadGraph graph;
        private final double lat;
        private final double lng;
        private final double lngMeters;
        private double squared;
        private int edge = RoadGraph.NONE;
        private int point;
        private double part;

        Nearest(RoadGraph graph, double lat, double lng, double maxMeters) {
            this.graph = graph;
            this.lat = lat;
            this.lng = lng;
            this.lngMeters = METERS_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(lat));
            this.squared = maxMeters * maxMeters;
        }

        double meters() {
            return Math.sqrt(squared);
        }

        void offer(int candidate, int i) {
            double x1 = (graph.pointLng(candidate, i) - lng) * lngMeters;
            double y1 = (graph.pointLat(candidate, i) - lat) * METERS_PER_DEGREE;
            double dx = (graph.pointLng(candidate, i + 1) - lng) * lngMeters - x1;
            double dy = (graph.pointLat(candidate, i + 1) - lat) * METERS_PER_DEGREE - y1;
            double length = dx * dx + dy * dy;
            double along = length == 0 ? 0 : Math.clamp(-(x1 * dx + y1 * dy) / length, 0.0, 1.0);
            double x = x1 + along * dx;
            double y = y1 + along * dy;
            double distance = x * x + y * y;
            boolean better =
                    distance < squared
                            || (distance == squared
                                    && (edge == RoadGraph.NONE || candidate < edge));
            if (better) {
                squared = distance;
                edge = candidate;
                point = i;
                part = along;
            }
        }

        @Nullable RoadPoint found() {
            if (edge == RoadGraph.NONE) {
                return null;
            }
            double fromLat = graph.pointLat(edge, point);
            double fromLng = graph.pointLng(edge, point);
            LatLng place =
                    new LatLng(
                            fromLat + part * (graph.pointLat(edge, point + 1) - fromLat),
                            fromLng + part * (graph.pointLng(edge, point + 1) - fromLng));
            return new RoadPoint(edge, fraction(), place, meters());
        }

        /// How far along the edge, by the lengths of its pieces.
        private double fraction() {
            double before = 0;
            double all = 0;
            for (int i = 0; i + 1 < graph.points(edge); i++) {
                double piece = pieceMeters(i);
                if (i < point) {
                    before += piece;
                } else if (i == point) {
                    before += part * piece;
                }
                all += piece;
            }
            return all == 0 ? 0 : Math.min(1, before / all);
        }

        private double pieceMeters(int i) {
            double dx = (graph.pointLng(edge, i + 1) - graph.pointLng(edge, i)) * lngMeters;
            double dy = (graph.pointLat(edge, i + 1) - graph.pointLat(edge, i)) * METERS_PER_DEGREE;
            return Math.sqrt(dx * dx + dy * dy);
        }
    }
}
