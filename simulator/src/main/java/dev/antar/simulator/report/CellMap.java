package dev.antar.simulator.report;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Demand on a map of H3 cells as inline SVG: how many jobs began in each, and which share of them
/// was not done.
final class CellMap {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 520;
    private static final double METERS_PER_DEGREE = 111_195;

    private record Cell(List<LatLng> corners, int jobs, int unserved) {}

    private CellMap() {}

    static String of(List<JobRow> jobs) {
        List<Cell> cells = cells(jobs);
        if (cells.isEmpty()) {
            return "<p>No job was asked for.</p>";
        }
        double west = 180;
        double east = -180;
        double south = 90;
        double north = -90;
        for (Cell cell : cells) {
            for (LatLng corner : cell.corners) {
                west = Math.min(west, corner.lng());
                east = Math.max(east, corner.lng());
                south = Math.min(south, corner.lat());
                north = Math.max(north, corner.lat());
            }
        }
        double shrink = Math.cos(Math.toRadians((south + north) / 2));
        double scale =
                Math.min(
                        WIDTH / Math.max(1e-9, (east - west) * shrink),
                        HEIGHT / Math.max(1e-9, north - south));
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Unserved demand by"
                                + " place\">",
                        WIDTH,
                        HEIGHT + 30));
        for (Cell cell : cells) {
            StringBuilder points = new StringBuilder();
            for (LatLng corner : cell.corners) {
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                (corner.lng() - west) * shrink * scale,
                                (north - corner.lat()) * scale));
            }
            double share = (double) cell.unserved / cell.jobs;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<polygon class=\"%s\" fill-opacity=\"%.2f\" points=\"%s\"><title>%d"
                                    + " jobs, %d not done (%.0f %%)</title></polygon>",
                            cell.unserved == 0 ? "served" : "unserved",
                            cell.unserved == 0 ? 0.25 : 0.25 + 0.75 * share,
                            points,
                            cell.jobs,
                            cell.unserved,
                            100 * share));
        }
        double kilometer = 1_000 / METERS_PER_DEGREE * scale;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"scale\" x1=\"10\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text"
                                + " x=\"10\" y=\"%d\">1 km</text></svg>",
                        10 + kilometer,
                        HEIGHT + 10,
                        HEIGHT + 10,
                        HEIGHT + 26));
        return svg
                + "<p class=\"legend\"><span class=\"key served\"></span>all done <span class=\"key"
                + " unserved\"></span>some not done: the fuller the colour, the larger the share."
                + " Point at a cell for its numbers.</p>";
    }

    private static List<Cell> cells(List<JobRow> jobs) {
        CellGrid grid = new CellGrid(9);
        Map<Long, int[]> counts = new TreeMap<>();
        for (JobRow job : jobs) {
            long cell = grid.cellOf(job.pickup().lat(), job.pickup().lng());
            int[] count = counts.computeIfAbsent(cell, _ -> new int[2]);
            count[0]++;
            count[1] += job.completed() ? 0 : 1;
        }
        List<Cell> cells = new ArrayList<>();
        counts.forEach(
                (cell, count) -> cells.add(new Cell(grid.boundaryOf(cell), count[0], count[1])));
        return cells;
    }
}
