package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The index under loads that its shape must bear: crowds, oceans, everything at once.
class DriverIndexLoadTest {

    private static final long SEED = 7_130_705;
    private static final long NOW = 1_800_000_000_000L;
    private static final double ANYWHERE = 30_000_000;

    private final NearestDrivers found = new NearestDrivers();

    /// Everything a driver can do, at random, in a place that is crowded, scattered and empty in
    /// turn; the shadow does the same the obvious way and is compared all the time.
    @Test
    void amongMillionsOfRandomStepsTheIndexAgreesWithItsShadow() {
        for (int round = 0; round < 12; round++) {
            Random random = new Random(SEED + round);
            int drivers = 1 << (2 + round);
            double spread = List.of(0.0002, 0.003, 0.05, 2.0).get(round % 4);
            ShadowedIndex shadow = new ShadowedIndex(drivers, 9);
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
        ShadowedIndex stadium = new ShadowedIndex(20_000, 9);
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
                ShadowedIndex shadow = new ShadowedIndex(1_000, 8);
                for (int slot = 0; slot < 1_000; slot++) {
                    shadow.put(
                            slot,
                            ShadowedIndex.near(lat, 90, spread, random),
                            ShadowedIndex.near(lng, 180, spread, random));
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
            index.move(
                    10,
                    ShadowedIndex.near(0, 90, 60, random),
                    ShadowedIndex.near(0, 180, 170, random));
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

    private List<Integer> slots() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            slots.add(found.slot(i));
        }
        return slots;
    }
}
