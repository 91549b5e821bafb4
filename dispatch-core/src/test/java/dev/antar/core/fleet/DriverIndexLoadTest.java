package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.SpherePoint;

import it.unimi.dsi.fastutil.ints.IntArrayList;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// The index under loads that its shape must bear: crowds, oceans, everything at once.
@SuppressWarnings("EnumOrdinal") // Columns of counters.
class DriverIndexLoadTest {

    private static final long SEED = 7_130_705;
    private static final long NOW = 1_800_000_000_000L;
    private static final double ANYWHERE = 30_000_000;
    private static final DriverState[] ON_DUTY = {
        DriverState.IDLE, DriverState.OFFERED, DriverState.ON_JOB
    };

    private final SpherePoint point = new SpherePoint();
    private final NearestDrivers found = new NearestDrivers();

    /// Everything a driver can do, at random, in a place that is crowded, scattered and empty in
    /// turn; the shadow does the same the obvious way and is compared all the time.
    @Test
    void amongMillionsOfRandomStepsTheIndexAgreesWithItsShadow() {
        for (int round = 0; round < 12; round++) {
            Random random = new Random(SEED + round);
            int drivers = 1 << (2 + round);
            double spread = List.of(0.0002, 0.003, 0.05, 2.0).get(round % 4);
            Shadow shadow = new Shadow(drivers, 9);
            for (int step = 0; step < 100_000; step++) {
                shadow.step(random, spread);
                if (step % (drivers * 10) == 0) {
                    shadow.compare(random, spread);
                }
            }
            shadow.compare(random, spread);
            shadow.compareCounts();
        }
    }

    @Test
    void twentyThousandInOneCellAreFoundAndLeaveAgain() {
        Random random = new Random(SEED);
        Shadow stadium = new Shadow(20_000, 9);
        for (int slot = 0; slot < 20_000; slot++) {
            stadium.put(slot, 41 + random.nextDouble() * 1e-3, 29 + random.nextDouble() * 1e-3);
        }
        for (int i = 0; i < 50; i++) {
            stadium.compare(random, 0.002);
        }
        for (int slot = 0; slot < 19_990; slot++) {
            stadium.remove(slot);
            if (slot % 4_000 == 0) {
                stadium.compare(random, 0.002);
            }
        }
        stadium.compare(random, 0.002);
        stadium.compareCounts();
    }

    @Test
    void aCrowdAtOnePointIsFoundInOrderOfSlot() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        for (int slot = 30_000; slot >= 0; slot--) {
            index.move(slot, 41, 29);
        }

        index.nearest(new LatLng(41, 29), 3, ANYWHERE, DriverFilter.everybody(), found);

        assertEquals(List.of(0, 1, 2), slots());
    }

    @Test
    void fromTheMiddleOfTheOceanTheNearestPortIsFound() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        index.move(1, -33.04, -71.63);
        index.move(2, -36.84, 174.77);
        index.move(3, 64.14, -21.94);

        index.nearest(new LatLng(-48.9, -123.4), 3, ANYWHERE, DriverFilter.everybody(), found);

        assertEquals(List.of(1, 2, 3), slots());
    }

    @Test
    void peopleInAnAreaAreThoseOfAScan() {
        Random random = new Random(SEED);
        for (double lng : new double[] {29, 180, -179.99}) {
            for (double lat : new double[] {41, -16.5, 88.7, -89.5}) {
                double spread = Math.abs(lat) > 80 ? 0.9 : 0.05;
                Shadow shadow = new Shadow(1_000, 8);
                for (int slot = 0; slot < 1_000; slot++) {
                    shadow.put(slot, near(lat, 90, spread, random), near(lng, 180, spread, random));
                }
                for (int i = 0; i < 10; i++) {
                    shadow.compareArea(lat, lng, spread, random);
                }
            }
        }
    }

    @Test
    void cellsThatNobodyIsInAreForgotten() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        Random random = new Random(SEED);
        for (int slot = 0; slot < 10; slot++) {
            index.put(slot, 41, 29, idle(), NOW);
        }
        index.put(10, 41, 29, idle(), NOW);
        long most = 0;
        for (int i = 0; i < 40_000; i++) {
            index.move(10, near(0, 90, 60, random), near(0, 180, 170, random));
            most = Math.max(most, index.bytes());
        }

        index.move(10, 10, 10);
        index.nearest(new LatLng(10, 10), 2, ANYWHERE, DriverFilter.everybody(), found);

        assertEquals(List.of(10, 0), slots());
        assertEquals(11, index.size());
        assertTrue(most < 8_000_000, "The index grew with cells that nobody is in");
        assertTrue(index.bytes() < most, "Nothing was ever forgotten");
    }

    @Test
    void aMillionDriversTakeAtMostFortyBytesEach() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        Random random = new Random(SEED);
        int drivers = 1_000_000;
        for (int slot = 0; slot < drivers; slot++) {
            double spread = slot % 5 < 2 ? 0.08 : 0.02;
            double center = slot % 5 < 2 ? 0 : slot % 37 * 0.005;
            index.put(
                    slot,
                    41 + center + spread * random.nextGaussian(),
                    29 - center + spread * random.nextGaussian(),
                    idle(),
                    NOW);
        }

        for (int i = 0; i < 2 * drivers; i++) {
            int slot = random.nextInt(drivers);
            double spread = slot % 5 < 2 ? 0.08 : 0.02;
            double center = slot % 5 < 2 ? 0 : slot % 37 * 0.005;
            index.move(
                    slot,
                    41 + center + spread * random.nextGaussian(),
                    29 - center + spread * random.nextGaussian());
        }

        double each = (double) index.bytes() / drivers;

        assertTrue(each <= 40, () -> each + " bytes a driver");
    }

    @Test
    void fixesAndSearchesAllocateNothing() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        Random random = new Random(SEED);
        double[] lat = new double[50_000];
        double[] lng = new double[50_000];
        for (int i = 0; i < lat.length; i++) {
            lat[i] = 41 + 0.01 * random.nextGaussian();
            lng[i] = 29 + 0.01 * random.nextGaussian();
        }
        LatLng place = new LatLng(41, 29);
        DriverFilter idle = DriverFilter.everybody().in(DriverState.IDLE);
        for (int warm = 0; warm < 3; warm++) {
            work(index, lat, lng, place, idle);
        }

        long before = allocated();
        work(index, lat, lng, place, idle);
        long bytes = allocated() - before;

        // Fixes within centimetres of a border go through H3, which allocates nothing in Java.
        assertTrue(bytes < 10_000, () -> bytes + " bytes for 100,000 fixes and searches");
    }

    private void work(
            DriverIndex index, double[] lat, double[] lng, LatLng place, DriverFilter filter) {
        for (int i = 0; i < lat.length; i++) {
            int slot = i % 5_000;
            if (index.contains(slot)) {
                index.move(slot, lat[i], lng[i], NOW);
            } else {
                index.put(slot, lat[i], lng[i], idle(), NOW);
            }
            index.nearest(place, 10, ANYWHERE, filter, found);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static int idle() {
        return DriverBits.of(DriverState.IDLE, Vehicle.CAR, 0);
    }

    private static double near(double center, double limit, double spread, Random random) {
        double value = center + spread * random.nextGaussian();
        return limit == 180
                ? value - 360 * Math.floor((value + 180) / 360)
                : Math.max(-limit, Math.min(limit, value));
    }

    private List<Integer> slots() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            slots.add(found.slot(i));
        }
        return slots;
    }

    /// An index, and beside it the same drivers in plain arrays.
    private final class Shadow {

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

        Shadow(int drivers, int resolution) {
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
            LatLng place =
                    new LatLng(near(41, 90, spread * 2, random), near(29, 180, spread, random));
            DriverState wanted = ON_DUTY[random.nextInt(3)];
            Set<Vehicle> vehicles =
                    random.nextBoolean()
                            ? Set.of()
                            : EnumSet.range(Vehicle.CAR, Vehicle.MOTORCYCLE);
            long able = random.nextBoolean() ? 0 : 1L << random.nextInt(3);
            long since = NOW + 1_000L * random.nextInt(5);
            DriverFilter filter =
                    DriverFilter.everybody()
                            .in(wanted)
                            .driving(vehicles)
                            .able(able)
                            .freshSince(since);
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
            all.sort(
                    java.util.Comparator.comparingLong(Near::squared).thenComparingInt(Near::slot));

            index.nearest(place, k, ANYWHERE, filter, found);

            assertEquals(all.stream().limit(k).map(Near::slot).toList(), slots());
        }

        void compareCounts() {
            for (int resolution = 0; resolution <= grid.resolution(); resolution++) {
                Map<Long, int[]> expected = new TreeMap<>();
                for (int slot = 0; slot < in.length; slot++) {
                    if (in[slot]) {
                        // H3's children do not tile their parent: what counts is the finest cell.
                        long cell =
                                CellGrid.parentOf(grid.cellOf(lat[slot], lng[slot]), resolution);
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
            java.util.Arrays.sort(sorted);
            org.junit.jupiter.api.Assertions.assertArrayEquals(sorted, slots);
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
    }
}
