package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.SpherePoint;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// In which order cells are looked at, and when to stop. One thread.
final class NearestSearch {

    /*
     * First the place's own cell; if the k-th found is nearer than its border, that was all. Then
     * the cells in rings of steps around it. The shortest way over the ground to anything outside a
     * closed ring crosses a cell of the ring, so once the nearest edge of the whole ring is beyond
     * the k-th driver found, nobody outside can be nearer. Edges are bounded cell by cell, from its
     * own farthest corner: average hexagon sizes are up to 10 % off and would miss drivers. The
     * same holds at poles, ±180 and pentagons, since neither longitude nor a regular shape is
     * assumed.
     *
     * After MAX_RINGS rings, or where nobody has ever been near, districts are taken by their bound,
     * nearest first, and in them the cells that somebody is in. So a search asks H3 for nothing but
     * a place within centimetres of a border, and costs little in an empty ocean.
     */

    private static final int MAX_RINGS = 4;
    private static final int UNKNOWN = -1;

    private final CellDrivers drivers;
    private final Districts districts;
    private final DriverScan scan;

    private int[] seen = new int[64];
    private int search;
    private int[] ring = new int[64];
    private int[] nextRing = new int[64];
    private final DistrictQueue queue = new DistrictQueue();

    NearestSearch(CellDrivers drivers, Districts districts) {
        this.drivers = drivers;
        this.districts = districts;
        this.scan = new DriverScan(drivers);
    }

    void run(
            SpherePoint place,
            double lat,
            double lng,
            DriverFilter filter,
            @Nullable IntPredicate also,
            NearestDrivers found) {
        int px = place.wholeX();
        int py = place.wholeY();
        int pz = place.wholeZ();
        scan.ask(px, py, pz, filter, also, found);
        nextSearch();
        CellTable cells = drivers.cells();
        int start = cells.findAt(place, lat, lng);
        if (start == CellTable.NONE || !around(cells, start, px, py, pz, found)) {
            far(cells, px, py, pz, found);
        }
        found.sort();
    }

    /// Looks around; false when that was not enough.
    private boolean around(
            CellTable cells, int start, int px, int py, int pz, NearestDrivers found) {
        int unseen = drivers.size();
        int here = drivers.countIn(start);
        if (here > 0) {
            scan.cell(start);
            unseen -= here;
        }
        if (unseen == 0 || found.beats(cells.chordToBorder())) {
            return true;
        }
        ring[0] = start;
        markSeen(start);
        int count = 1;
        for (int step = 0; step < MAX_RINGS; step++) {
            count = expand(cells, count);
            if (count == UNKNOWN) {
                return false;
            }
            double nearestEdge = Double.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                int cell = ring[i];
                double edge = cells.chordBound(cell, px, py, pz);
                nearestEdge = Math.min(nearestEdge, edge);
                int inCell = drivers.countIn(cell);
                unseen -= inCell;
                if (inCell > 0 && !found.beats(edge)) {
                    scan.cell(cell);
                }
            }
            if (unseen == 0 || found.beats(nearestEdge)) {
                return true;
            }
        }
        return false;
    }

    /// Looks everywhere, nearest districts first, but where it has looked.
    private void far(CellTable cells, int px, int py, int pz, NearestDrivers found) {
        queue.clear();
        for (int district = 0; district < districts.size(); district++) {
            if (districts.firstCell(district) != Districts.NONE) {
                double edge = districts.chordBound(district, px, py, pz);
                if (!found.beats(edge)) {
                    queue.add(edge, district);
                }
            }
        }
        queue.order();
        while (!queue.isEmpty() && !found.beats(queue.nearestEdge())) {
            int cell = districts.firstCell(queue.takeNearest());
            while (cell != Districts.NONE) {
                boolean fresh = cell >= seen.length || seen[cell] != search;
                if (fresh && !found.beats(cells.chordBound(cell, px, py, pz))) {
                    scan.cell(cell);
                }
                cell = districts.nextCell(cell);
            }
        }
    }

    /// Replaces the ring by the cells one step farther out; answers how many they are, or UNKNOWN
    /// where nobody has ever been near enough to know.
    private int expand(CellTable cells, int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (!cells.knowsNeighbours(ring[i])) {
                return UNKNOWN;
            }
        }
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < 6; n++) {
                int cell = cells.neighbour(ring[i], n);
                if (cell != CellTable.NONE && markSeen(cell)) {
                    if (next == nextRing.length) {
                        nextRing = Arrays.copyOf(nextRing, next * 2);
                    }
                    nextRing[next++] = cell;
                }
            }
        }
        int[] done = ring;
        ring = nextRing;
        nextRing = done;
        return next;
    }

    private void nextSearch() {
        if (++search == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            search = 1;
        }
    }

    private boolean markSeen(int cell) {
        if (cell >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(cell + 1, seen.length * 2));
        }
        if (seen[cell] == search) {
            return false;
        }
        seen[cell] = search;
        return true;
    }

    long bytes() {
        return 4L * (seen.length + ring.length + nextRing.length) + queue.bytes();
    }
}
