package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.SpherePoint;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// An index, and beside it the same drivers in plain arrays, which are asked the obvious way.
@SuppressWarnings("EnumOrdinal") // Columns of counters.
final class ShadowedIndex {

    private static final long NOW = 1_800_000_000_000L;
    private static final double ANYWHERE = 30_000_000;
    private static final DriverState[] ON_DUTY = {
        DriverState.IDLE, DriverState.OFFERED, DriverState.ON_JOB
    };

    private final SpherePoint point = new SpherePoint();
    private final NearestDrivers found = new NearestDrivers();

    private final CellGrid grid;
    private final DriverIndex index;
    private final boolean[] in;
    private final double[] lat;
    private final double[] lng;
    private final int[] xyz;
    private final DriverState[] state;
    private final Vehicle[] vehicle;
    private final long[] skills;
    private final long[] fixedAt;

    ShadowedIndex(int drivers, int resolution) {
        grid = new CellGrid(resolution);
        index = new DriverIndex(grid);
        in = new boolean[drivers];
        lat = new double[drivers];
        lng = new double[drivers];
        xyz = new int[3 * drivers];
        state = new DriverState[drivers];
        vehicle = new Vehicle[drivers];
        skills = new long[drivers];
        fixedAt = new long[drivers];
    }

    void step(Random random, double spread) {
        int slot = random.nextInt(in.length);
        double newLat = near(41, 90, spread, random);
        double newLng = near(29, 180, spread, random);
        switch (random.nextInt(12)) {
            case 0 -> remove(slot);
            case 1 -> {
                if (in[slot]) {
                    state[slot] = ON_DUTY[random.nextInt(3)];
                    skills[slot] = random.nextInt(8);
                    index.mark(slot, bits(slot));
                }
            }
            case 2 -> {
                state[slot] = ON_DUTY[random.nextInt(3)];
                vehicle[slot] = Vehicle.values()[random.nextInt(5)];
                skills[slot] = random.nextInt(8);
                fixedAt[slot] = NOW + 1_000L * random.nextInt(10);
                at(slot, newLat, newLng);
                index.put(slot, newLat, newLng, bits(slot), fixedAt[slot]);
            }
            default -> {
                if (in[slot]) {
                    at(slot, newLat, newLng);
                    index.move(slot, newLat, newLng);
                }
            }
        }
    }

    void put(int slot, double newLat, double newLng) {
        state[slot] = DriverState.IDLE;
        vehicle[slot] = Vehicle.CAR;
        at(slot, newLat, newLng);
        index.put(slot, newLat, newLng, bits(slot), NOW);
        fixedAt[slot] = NOW;
    }

    void remove(int slot) {
        in[slot] = false;
        index.remove(slot);
    }

    void compare(Random random, double spread) {
        LatLng place = new LatLng(near(41, 90, spread * 2, random), near(29, 180, spread, random));
        DriverState wanted = ON_DUTY[random.nextInt(3)];
        Set<Vehicle> vehicles =
                random.nextBoolean() ? Set.of() : EnumSet.range(Vehicle.CAR, Vehicle.MOTORCYCLE);
        long able = random.nextBoolean() ? 0 : 1L << random.nextInt(3);
        long since = NOW + 1_000L * random.nextInt(5);
        DriverFilter filter =
                DriverFilter.everybody().in(wanted).driving(vehicles).able(able).freshSince(since);
        int k = random.nextInt(40);
        record Near(long squared, int slot) {}
        point.set(place.lat(), place.lng());
        List<Near> all = new ArrayList<>();
        for (int slot = 0; slot < in.length; slot++) {
            if (in[slot]
                    && state[slot] == wanted
                    && (vehicles.isEmpty() || vehicles.contains(vehicle[slot]))
                    && (skills[slot] & able) == able
                    && fixedAt[slot] >= since) {
                all.add(new Near(squared(slot), slot));
            }
        }
        all.sort(Comparator.comparingLong(Near::squared).thenComparingInt(Near::slot));

        index.nearest(place, k, ANYWHERE, filter, found);

        assertEquals(all.stream().limit(k).map(Near::slot).toList(), slots());
    }

    void compareCounts() {
        for (int resolution = 0; resolution <= grid.resolution(); resolution++) {
            Map<Long, int[]> expected = new TreeMap<>();
            for (int slot = 0; slot < in.length; slot++) {
                if (in[slot]) {
                    // H3's children do not tile their parent: what counts is the finest cell.
                    long cell = CellGrid.parentOf(grid.cellOf(lat[slot], lng[slot]), resolution);
                    int[] counts = expected.computeIfAbsent(cell, _ -> new int[4]);
                    counts[0]++;
                    counts[state[slot].ordinal()]++;
                }
            }
            Supply supply = new Supply();
            index.supply(resolution, supply);
            assertEquals(expected.size(), supply.size());
            int i = 0;
            for (var entry : expected.entrySet()) {
                assertEquals(entry.getKey(), supply.cell(i));
                assertEquals(entry.getValue()[0], supply.drivers(i));
                for (DriverState each : ON_DUTY) {
                    assertEquals(entry.getValue()[each.ordinal()], supply.drivers(i, each));
                }
                if (resolution == grid.resolution()) {
                    assertEquals(entry.getValue()[0], index.countIn(entry.getKey()));
                }
                i++;
            }
        }
        List<Integer> shown = new ArrayList<>();
        index.forEach(shown::add);
        List<Integer> expected = new ArrayList<>();
        for (int slot = 0; slot < in.length; slot++) {
            if (in[slot]) {
                expected.add(slot);
            }
        }
        assertEquals(expected, shown);
        assertEquals(expected.size(), index.size());
    }

    void compareArea(double aroundLat, double aroundLng, double spread, Random random) {
        List<LatLng> corners = new ArrayList<>();
        int sides = 3 + random.nextInt(5);
        for (int i = 0; i < sides; i++) {
            double turn = 2 * Math.PI * i / sides;
            double radius = spread * (0.3 + random.nextDouble());
            double cornerLat = aroundLat + radius * Math.sin(turn);
            double cornerLng = aroundLng + radius * Math.cos(turn);
            corners.add(
                    new LatLng(
                            Math.max(-90, Math.min(90, cornerLat)),
                            cornerLng - 360 * Math.floor((cornerLng + 180) / 360)));
        }
        Area area = Area.of(corners);
        IntArrayList inside = new IntArrayList();

        index.within(area, DriverFilter.everybody(), inside);

        // Positions are rounded to 6 mm: whoever is that near to a side may be in or out.
        for (int slot = 0; slot < in.length; slot++) {
            boolean expected = in[slot] && area.contains(lat[slot], lng[slot]);
            boolean sure =
                    expected == area.contains(lat[slot] + 2e-7, lng[slot])
                            && expected == area.contains(lat[slot] - 2e-7, lng[slot])
                            && expected == area.contains(lat[slot], lng[slot] + 2e-5)
                            && expected == area.contains(lat[slot], lng[slot] - 2e-5);
            assertTrue(!sure || expected == inside.contains(slot));
        }
        int[] slots = inside.toIntArray();
        int[] sorted = slots.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, slots);
    }

    private void at(int slot, double newLat, double newLng) {
        in[slot] = true;
        lat[slot] = newLat;
        lng[slot] = newLng;
        point.set(newLat, newLng);
        xyz[3 * slot] = point.wholeX();
        xyz[3 * slot + 1] = point.wholeY();
        xyz[3 * slot + 2] = point.wholeZ();
    }

    private long squared(int slot) {
        long dx = (long) xyz[3 * slot] - point.wholeX();
        long dy = (long) xyz[3 * slot + 1] - point.wholeY();
        long dz = (long) xyz[3 * slot + 2] - point.wholeZ();
        return dx * dx + dy * dy + dz * dz;
    }

    private int bits(int slot) {
        return DriverBits.of(state[slot], vehicle[slot], skills[slot]);
    }

    private List<Integer> slots() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            slots.add(found.slot(i));
        }
        return slots;
    }

    /// A coordinate near another, by as much as fits between its limits, in degrees.
    static double near(double center, double limit, double spread, Random random) {
        double value = center + spread * random.nextGaussian();
        return limit == 180
                ? value - 360 * Math.floor((value + 180) / 360)
                : Math.max(-limit, Math.min(limit, value));
    }
}
