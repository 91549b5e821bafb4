package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.UnitVector;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Answers "which drivers are nearest to this place", exactly. A driver is an int slot. One thread;
/// a move costs one H3 call, a search no call and no allocation once the cells around are known.
public final class DriverIndex {

    /*
     * Each H3 cell holds its drivers' slots in an array; a driver remembers his cell and his place
     * in that array, so leaving is a swap with the last. Positions are points of the unit sphere
     * and distances chords, which order as distances over the ground do.
     *
     * A search walks the cells in rings of steps around the one that holds the place. The shortest
     * way over the ground to anything outside a closed ring crosses a cell of the ring, so once the
     * nearest edge of the whole ring is beyond the k-th driver found, nobody outside can be nearer.
     * The bound is taken cell by cell from its own farthest corner: average hexagon sizes are up to
     * 10 % off and would miss drivers. The same holds at poles, ±180 and pentagons, since neither
     * longitude nor a regular shape is assumed.
     *
     * Answers do not depend on which cell a driver is in, only on his position: H3's native code
     * rounds differently from one processor to another, and decisions must not.
     */

    private static final int NOWHERE = -1;
    private static final int[] NO_SLOTS = {};

    private final CellTable cells;

    private int[] cellOf = new int[64];
    private int[] placeOf = new int[64];
    private double[] x = new double[64];
    private double[] y = new double[64];
    private double[] z = new double[64];
    private int size;

    private int[][] slotsIn = new int[64][];
    private int[] countIn = new int[64];

    private int[] seen = new int[64];
    private int search;
    private int[] ring = new int[64];
    private int[] nextRing = new int[64];

    /// @param cells may be shared with other indexes of the same thread
    public DriverIndex(CellTable cells) {
        this.cells = cells;
        Arrays.fill(cellOf, NOWHERE);
        Arrays.fill(slotsIn, NO_SLOTS);
    }

    /// How many drivers are in.
    public int size() {
        return size;
    }

    public boolean contains(int slot) {
        return slot < cellOf.length && cellOf[slot] != NOWHERE;
    }

    /// Puts a driver in, or moves him.
    public void move(int slot, LatLng position) {
        move(slot, position.lat(), position.lng());
    }

    /// Puts a driver in, or moves him.
    ///
    /// @param lat as a [LatLng] holds it
    /// @param lng as a [LatLng] holds it
    public void move(int slot, double lat, double lng) {
        ensureSlot(slot);
        x[slot] = UnitVector.x(lat, lng);
        y[slot] = UnitVector.y(lat, lng);
        z[slot] = UnitVector.z(lat);
        int cell = cells.numberAt(lat, lng);
        if (cellOf[slot] != cell) {
            leave(slot);
            enter(slot, cell);
        }
    }

    /// Takes a driver out; nothing happens if he is not in.
    public void remove(int slot) {
        if (contains(slot)) {
            leave(slot);
        }
    }

    /// Finds the `k` nearest drivers that the filter accepts, within `maxMeters`.
    ///
    /// @param filter asked at most once per driver, nearest cells first
    /// @param found is overwritten: nearest first, ties by lower slot
    public void nearest(
            LatLng place, int k, double maxMeters, IntPredicate filter, NearestDrivers found) {
        found.reset(k);
        if (size == 0 || k == 0) {
            return;
        }
        double px = UnitVector.x(place.lat(), place.lng());
        double py = UnitVector.y(place.lat(), place.lng());
        double pz = UnitVector.z(place.lat());
        double maxChord = GreatCircle.metersToChord(maxMeters);
        found.limit(maxChord * maxChord);

        nextSearch();
        int count = 1;
        int unseen = size;
        ring[0] = cells.numberAt(place.lat(), place.lng());
        markSeen(ring[0]);
        while (count > 0 && unseen > 0) {
            double nearestEdge = Double.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                int cell = ring[i];
                double edge = cells.chordBound(cell, px, py, pz);
                nearestEdge = Math.min(nearestEdge, edge);
                int here = cell < countIn.length ? countIn[cell] : 0;
                unseen -= here;
                if (here > 0 && !found.beats(edge)) {
                    scan(cell, here, px, py, pz, filter, found);
                }
            }
            if (found.beats(nearestEdge)) {
                break;
            }
            count = expand(count);
        }
        found.sort();
    }

    private void scan(
            int cell,
            int here,
            double px,
            double py,
            double pz,
            IntPredicate filter,
            NearestDrivers found) {
        int[] slots = slotsIn[cell];
        for (int i = 0; i < here; i++) {
            int slot = slots[i];
            double dx = x[slot] - px;
            double dy = y[slot] - py;
            double dz = z[slot] - pz;
            double chordSquared = dx * dx + dy * dy + dz * dz;
            if (found.wants(chordSquared, slot) && filter.test(slot)) {
                found.add(chordSquared, slot);
            }
        }
    }

    /// Replaces the ring by the cells one step farther out; answers how many they are.
    private int expand(int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < 6; n++) {
                int cell = cells.neighbour(ring[i], n);
                if (cell >= 0 && markSeen(cell)) {
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
            seen = Arrays.copyOf(seen, Math.max(cells.size(), seen.length * 2));
        }
        if (seen[cell] == search) {
            return false;
        }
        seen[cell] = search;
        return true;
    }

    private void enter(int slot, int cell) {
        if (cell >= countIn.length) {
            int bigger = Math.max(cells.size(), countIn.length * 2);
            int old = slotsIn.length;
            slotsIn = Arrays.copyOf(slotsIn, bigger);
            Arrays.fill(slotsIn, old, bigger, NO_SLOTS);
            countIn = Arrays.copyOf(countIn, bigger);
        }
        int place = countIn[cell]++;
        if (place == slotsIn[cell].length) {
            slotsIn[cell] = Arrays.copyOf(slotsIn[cell], Math.max(4, place * 2));
        }
        slotsIn[cell][place] = slot;
        cellOf[slot] = cell;
        placeOf[slot] = place;
        size++;
    }

    private void leave(int slot) {
        int cell = cellOf[slot];
        if (cell == NOWHERE) {
            return;
        }
        int last = --countIn[cell];
        int moved = slotsIn[cell][last];
        slotsIn[cell][placeOf[slot]] = moved;
        placeOf[moved] = placeOf[slot];
        cellOf[slot] = NOWHERE;
        size--;
    }

    private void ensureSlot(int slot) {
        if (slot < 0) {
            throw new IllegalArgumentException("slot=" + slot + ": must not be negative");
        }
        if (slot >= cellOf.length) {
            int old = cellOf.length;
            int bigger = Math.max(slot + 1, old * 2);
            cellOf = Arrays.copyOf(cellOf, bigger);
            Arrays.fill(cellOf, old, bigger, NOWHERE);
            placeOf = Arrays.copyOf(placeOf, bigger);
            x = Arrays.copyOf(x, bigger);
            y = Arrays.copyOf(y, bigger);
            z = Arrays.copyOf(z, bigger);
        }
    }
}
