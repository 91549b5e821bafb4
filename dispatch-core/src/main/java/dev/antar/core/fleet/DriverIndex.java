package dev.antar.core.fleet;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.SpherePoint;
import dev.antar.core.geo.SpherePoints;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import org.jspecify.annotations.Nullable;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// Answers "which drivers are nearest to this place", exactly. A driver is an int slot. One thread;
/// nothing is allocated per fix or search once the cells around are known.
///
/// The hot path is [#move(int, double, double)]: degrees as [LatLng] would have checked them, about
/// 0.1 µs. Positions are rounded to 6 mm, and answers are exact for the rounded ones.
public final class DriverIndex {

    /// So many moves are faster one by one.
    private static final int FEW = 4;

    private final Districts districts = new Districts();
    private final CellDrivers drivers;
    private final NearestSearch search;
    private final GroupedMoves grouped;
    private final SpherePoint point = new SpherePoint();
    private long offset;

    public DriverIndex(CellGrid grid) {
        this.drivers = new CellDrivers(new CellTable(grid), districts);
        this.grouped = new GroupedMoves(drivers);
        this.search = new NearestSearch(drivers, districts);
    }

    /// How many drivers are in.
    public int size() {
        return drivers.size();
    }

    public boolean contains(int slot) {
        return drivers.homes().contains(slot);
    }

    /// Puts a driver in, or replaces all that is known of him.
    ///
    /// @param bits of [DriverBits]
    /// @param fixedAtMillis when his phone took the position, epoch milliseconds
    public void put(int slot, double lat, double lng, int bits, long fixedAtMillis) {
        move(slot, lat, lng, fixedAtMillis);
        drivers.mark(slot, bits);
    }

    /// Moves a driver, who otherwise stays as he is. One who is not in comes in as one of whom
    /// nothing else is known: only filters that do not care accept him.
    ///
    /// @param lat degrees, as a [LatLng] holds them
    /// @param lng degrees, as a [LatLng] holds them
    public void move(int slot, double lat, double lng) {
        forgetCells();
        settle(slot, locate(lat, lng), CellDrivers.SAME_TIME);
    }

    /// Moves a driver to where his phone was at that time, epoch milliseconds.
    public void move(int slot, double lat, double lng, long fixedAtMillis) {
        forgetCells();
        settle(slot, locate(lat, lng), DriverFilter.seconds(fixedAtMillis));
    }

    /// Moves the first `count` drivers of these arrays, in their order. Faster than one by one: the
    /// memory of several is waited for at the same time.
    public void moveAll(
            int count, int[] slots, double[] lats, double[] lngs, long[] fixedAtMillis) {
        int from = 0;
        if (size() > 0 && count > FEW) {
            drivers.homes().ensure(most(count, slots));
            for (; from < count; from += SpherePoints.MOST) {
                forgetCells();
                int length = Math.min(SpherePoints.MOST, count - from);
                grouped.run(length, slots, lats, lngs, fixedAtMillis, from, this::move);
            }
        }
        for (; from < count; from++) {
            move(slots[from], lats[from], lngs[from], fixedAtMillis[from]);
        }
    }

    /// Replaces what is known of a driver who is in, but his position and its time.
    ///
    /// @param bits of [DriverBits]
    public void mark(int slot, int bits) {
        drivers.mark(slot, bits);
    }

    /// Takes a driver out; nothing happens if he is not in.
    public void remove(int slot) {
        if (contains(slot)) {
            drivers.leave(slot);
        }
    }

    /// Finds the `k` nearest drivers that the filter accepts, within `maxMeters`.
    ///
    /// @param found is overwritten: nearest first, ties by lower slot
    public void nearest(
            LatLng place, int k, double maxMeters, DriverFilter filter, NearestDrivers found) {
        nearest(place, k, maxMeters, filter, null, found);
    }

    /// The same with a rule that the filter cannot express.
    ///
    /// @param also asked at most once per driver and only for those that would enter the answer so
    ///   far, in no order that means anything
    public void nearest(
            LatLng place,
            int k,
            double maxMeters,
            DriverFilter filter,
            @Nullable IntPredicate also,
            NearestDrivers found) {
        CellTable cells = drivers.cells();
        double chord = cells.units(GreatCircle.metersToChord(maxMeters));
        found.reset(k, (long) (chord * chord), cells.radii(1));
        if (size() > 0 && k > 0) {
            point.set(place.lat(), place.lng());
            search.run(point, filter, also, found);
        }
    }

    /// Whether it can be told at a glance that nobody at all is within `maxMeters`: false says
    /// nothing. Where everybody is far away, a fraction of a search.
    public boolean nobodyWithin(LatLng place, double maxMeters) {
        point.set(place.lat(), place.lng());
        double chord = drivers.cells().units(GreatCircle.metersToChord(maxMeters));
        return search.nobodyWithin(point, chord + 1);
    }

    /// Finds everybody within `meters` whom the filter accepts, nearest first.
    public void within(LatLng place, double meters, DriverFilter filter, NearestDrivers found) {
        nearest(place, Integer.MAX_VALUE, meters, filter, null, found);
    }

    /// Finds everybody in an area whom the filter accepts.
    ///
    /// @param found is overwritten: slots in ascending order
    public void within(Area area, DriverFilter filter, IntArrayList found) {
        new AreaSearch(drivers, districts).run(area, filter, found);
    }

    /// Shows every driver who is in, by ascending slot.
    public void forEach(IntConsumer each) {
        for (int slot = 0; slot < drivers.homes().slots(); slot++) {
            if (contains(slot)) {
                each.accept(slot);
            }
        }
    }

    /// How many drivers are in an H3 cell of the index's resolution; exactly those whose positions
    /// H3 says are in it.
    public int countIn(long cell) {
        int number = drivers.cells().find(cell);
        return number == CellTable.NONE ? 0 : drivers.countIn(number);
    }

    /// Counts drivers by state in cells of this or a coarser resolution.
    ///
    /// @param supply is overwritten
    public void supply(int resolution, Supply supply) {
        supply.count(drivers, districts, resolution);
    }

    /// What the index holds in memory.
    public long bytes() {
        return drivers.bytes() + search.bytes();
    }

    private static int most(int count, int[] slots) {
        int most = 0;
        for (int i = 0; i < count; i++) {
            if (slots[i] < 0) {
                throw new IllegalArgumentException("slot=" + slots[i] + ": must not be negative");
            }
            most = Math.max(most, slots[i]);
        }
        return most;
    }

    private void forgetCells() {
        if (drivers.wastesCells()) {
            drivers.forgetEmptyCells();
        }
    }

    /// The number of the cell of a position, and in `offset` where in it.
    private int locate(double lat, double lng) {
        point.set(lat, lng);
        CellTable cells = drivers.cells();
        int cell = cells.numberAt(point, lat, lng);
        offset =
                Offset.of(
                        cells.onGrid(point.wholeX()) - cells.center(cell, 0),
                        cells.onGrid(point.wholeY()) - cells.center(cell, 1),
                        cells.onGrid(point.wholeZ()) - cells.center(cell, 2));
        return cell;
    }

    private void settle(int slot, int cell, int seconds) {
        if (contains(slot)) {
            drivers.move(slot, cell, offset, seconds);
        } else {
            drivers.enter(slot, cell, offset, DriverBits.ANY, seconds);
        }
    }
}
