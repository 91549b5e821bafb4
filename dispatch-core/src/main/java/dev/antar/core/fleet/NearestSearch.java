package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.CellWalk;
import dev.antar.core.geo.SpherePoint;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// In which order cells are looked at, and when to stop. One thread.
final class NearestSearch {

    /*
     * First the place's own cell, then the rings around it, and in a ring only cells that may hold
     * somebody nearer than the k-th found. Once everything outside the rings seen is farther than
     * him, the answer is complete.
     *
     * When the rings do not suffice, or are not possible because the place is near a side of the
     * icosahedron, districts are taken by their bound, nearest first, and in them the cells that
     * somebody is in, each with the bound of its own farthest corner. Neither longitude nor a
     * regular shape is assumed, so poles, ±180 and pentagons are places like others; and an empty
     * ocean costs a look at the list of districts.
     */

    private final CellDrivers drivers;
    private final Districts districts;
    private final DriverScan scan;
    private final Lookahead lookahead;
    private final DistrictQueue queue = new DistrictQueue();
    private static final int FIRST_CELLS = CellWalk.first(2);

    private final int[] numbers = new int[FIRST_CELLS];

    private int[] seen = new int[64];
    private int search;

    NearestSearch(CellDrivers drivers, Districts districts) {
        this.drivers = drivers;
        this.districts = districts;
        this.scan = new DriverScan(drivers);
        this.lookahead = new Lookahead(drivers);
    }

    void run(
            SpherePoint place,
            DriverFilter filter,
            @Nullable IntPredicate also,
            NearestDrivers found) {
        CellTable cells = drivers.cells();
        int px = cells.onGrid(place.wholeX());
        int py = cells.onGrid(place.wholeY());
        int pz = cells.onGrid(place.wholeZ());
        scan.ask(px, py, pz, filter, also, found);
        nextSearch();
        CellWalk walk = cells.around(place);
        if (!walk.possible() || !near(cells, walk, px, py, pz, found)) {
            far(cells, px, py, pz, found);
        }
        found.sort();
    }

    /// Looks in the rings; false when that was not enough.
    private boolean near(
            CellTable cells, CellWalk walk, int px, int py, int pz, NearestDrivers found) {
        double corner = walk.cornerSteps();
        double reach = reach(cells, walk, found);
        for (int at = 0; at < FIRST_CELLS; at++) {
            numbers[at] = walk.number(at);
        }
        lookahead.read(numbers, FIRST_CELLS, px, py, pz, found);
        for (int ring = 0; ring <= CellWalk.RINGS; ring++) {
            int end = CellWalk.first(ring + 1);
            for (int at = CellWalk.first(ring); at < end; at++) {
                double touching = reach + corner;
                if (walk.squaredSteps(at) <= touching * touching) {
                    int cell = at < FIRST_CELLS ? numbers[at] : walk.number(at);
                    if (cell != CellTable.NONE && drivers.countIn(cell) > 0) {
                        markSeen(cell);
                        scan.cell(cell);
                        reach = reach(cells, walk, found);
                    }
                }
            }
            if (walk.stepsOutOf(ring) > reach) {
                return true;
            }
        }
        return false;
    }

    /// How far, at most, somebody who can still enter is, in steps.
    private static double reach(CellTable cells, CellWalk walk, NearestDrivers found) {
        return walk.steps(cells.radii(Math.sqrt((double) found.worst()) + 1));
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

    /// Whether no district with somebody in it reaches so near to the place.
    boolean nobodyWithin(SpherePoint place, double chord) {
        CellTable cells = drivers.cells();
        int px = cells.onGrid(place.wholeX());
        int py = cells.onGrid(place.wholeY());
        int pz = cells.onGrid(place.wholeZ());
        for (int district = 0; district < districts.size(); district++) {
            if (districts.firstCell(district) != Districts.NONE
                    && districts.chordBound(district, px, py, pz) <= chord) {
                return false;
            }
        }
        return true;
    }

    private void nextSearch() {
        if (++search == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            search = 1;
        }
    }

    private void markSeen(int cell) {
        if (cell >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(cell + 1, seen.length * 5 / 4));
        }
        seen[cell] = search;
    }

    long bytes() {
        return 4L * seen.length + queue.bytes();
    }
}
