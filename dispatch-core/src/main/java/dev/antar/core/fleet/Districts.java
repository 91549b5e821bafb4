package dev.antar.core.fleet;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.SpherePoint;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import java.util.Arrays;

/// The cells that somebody is in, in lists by district: a cell some resolutions coarser. A search
/// that finds nothing around looks here where the nearest drivers are at all, instead of walking
/// through an empty ocean. One thread.
final class Districts {

    static final int NONE = -1;

    private static final int COARSER = 3;

    /// A district's line: centre x, y, z, radius, first cell.
    private static final int LINE = 5;

    private static final int RADIUS = 3;
    private static final int FIRST = 4;

    /// A cell's links: next cell of the district, the one before, the district.
    private static final int LINKS = 3;

    private final SpherePoint point = new SpherePoint();
    private final Long2IntOpenHashMap byCell = new Long2IntOpenHashMap();
    private int size;
    private int[] lines = new int[16 * LINE];
    private int[] links = {};

    Districts() {
        byCell.defaultReturnValue(NONE);
    }

    int size() {
        return size;
    }

    /// The first cell of a district with somebody in it, or [#NONE].
    int firstCell(int district) {
        return lines[district * LINE + FIRST];
    }

    int nextCell(int cell) {
        return links[cell * LINKS];
    }

    /// Lower bound of the chord from a point to any point of the district's cells.
    double chordBound(int district, int px, int py, int pz) {
        int at = district * LINE;
        double dx = (double) lines[at] - px;
        double dy = (double) lines[at + 1] - py;
        double dz = (double) lines[at + 2] - pz;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - lines[at + RADIUS];
    }

    /// The first driver came into a cell.
    void occupied(CellTable cells, int cell) {
        if (cell * LINKS >= links.length) {
            int old = links.length;
            links = Arrays.copyOf(links, Math.max(cells.size(), old / LINKS / 4 * 5) * LINKS);
            for (int at = old; at < links.length; at += LINKS) {
                links[at + 2] = NONE;
            }
        }
        int at = cell * LINKS;
        if (links[at + 2] == NONE) {
            links[at + 2] = districtOf(cells, cell);
        }
        int district = links[at + 2];
        int first = lines[district * LINE + FIRST];
        links[at] = first;
        links[at + 1] = NONE;
        if (first != NONE) {
            links[first * LINKS + 1] = cell;
        }
        lines[district * LINE + FIRST] = cell;
    }

    /// The last driver left a cell.
    void vacated(int cell) {
        int next = links[cell * LINKS];
        int before = links[cell * LINKS + 1];
        if (next != NONE) {
            links[next * LINKS + 1] = before;
        }
        if (before != NONE) {
            links[before * LINKS] = next;
        } else {
            lines[links[cell * LINKS + 2] * LINE + FIRST] = next;
        }
    }

    void clear() {
        byCell.clear();
        size = 0;
        links = new int[0];
    }

    long bytes() {
        return 4L * (lines.length + links.length) + 24L * byCell.size();
    }

    private int districtOf(CellTable cells, int cell) {
        CellGrid grid = cells.grid();
        int resolution = Math.max(0, grid.resolution() - COARSER);
        long parent = CellGrid.parentOf(cells.cell(cell), resolution);
        int district = byCell.get(parent);
        if (district == NONE) {
            if ((size + 1) * LINE > lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 3 / 2);
            }
            district = size++;
            byCell.put(parent, district);
            LatLng center = grid.centerOf(parent);
            point.set(center.lat(), center.lng());
            int at = district * LINE;
            lines[at] = cells.onGrid(point.wholeX());
            lines[at + 1] = cells.onGrid(point.wholeY());
            lines[at + 2] = cells.onGrid(point.wholeZ());
            lines[at + RADIUS] = 0;
            lines[at + FIRST] = NONE;
        }
        // A cell may stick out of its parent; what counts is how far its own edge is.
        int at = district * LINE;
        double toCenter = cells.chordBound(cell, lines[at], lines[at + 1], lines[at + 2]);
        double reach = toCenter + 2.0 * cells.radius(cell) + 1;
        lines[at + RADIUS] = (int) Math.max(lines[at + RADIUS], Math.ceil(reach));
        return district;
    }
}
