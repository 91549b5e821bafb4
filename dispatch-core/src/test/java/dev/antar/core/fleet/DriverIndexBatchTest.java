package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Moves in batches against the same moves one by one.
class DriverIndexBatchTest {

    private static final long SEED = 7_130_705;
    private static final long NOW = 1_800_000_000_000L;
    private static final double ANYWHERE = 30_000_000;

    private final NearestDrivers found = new NearestDrivers();

    /// In places where cells are regular, where they are not, and on the side of a face; in crowds
    /// whose cells are cut and joined within a batch, and so far apart that every fix is elsewhere.
    @ParameterizedTest
    @CsvSource({
        "41, 29, 9",
        "-16.5, 180, 9",
        "90, 0, 8",
        "-89.999, -120, 8",
        "64.7, 10.536, 8",
        "52.622, 0, 9",
        "-48.9, -123.4, 3",
        "41, 29, 13"
    })
    void anyBatchesDoWhatTheirMovesDoOneByOne(double lat, double lng, int resolution) {
        for (double spread : new double[] {0.0004, 0.003, 0.05, 40}) {
            Random random = new Random(SEED);
            Pair pair = new Pair(resolution);
            for (int batch = 0; batch < 60; batch++) {
                int count = batch % 5 == 0 ? random.nextInt(8) : random.nextInt(700);
                Batch moves = new Batch(count);
                double here = spread * (batch % 20 < 10 ? 1 : 0.2);
                for (int i = 0; i < count; i++) {
                    int slot = random.nextInt(batch % 7 == 0 ? 20 : 900);
                    moves.set(i, slot, near(lat, 90, here, random), near(lng, 180, here, random));
                }
                pair.move(moves);
                pair.change(random);
            }
            pair.compare(new LatLng(lat, lng));
        }
    }

    @Test
    void twentyThousandWhoMeetInOneCellAndPartAgainAreWhereTheySaid() {
        Random random = new Random(SEED);
        Pair pair = new Pair(9);
        for (double spread : new double[] {0.05, 0.0006, 0.0006, 0.05}) {
            Batch moves = new Batch(20_000);
            for (int slot = 0; slot < 20_000; slot++) {
                moves.set(slot, slot, 41 + spread * random.nextDouble(), 29);
            }
            pair.move(moves);
            pair.compare(new LatLng(41, 29));
        }
    }

    @Test
    void ofSeveralFixesOfOneDriverInABatchTheLastCounts() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        index.move(0, 41, 29);
        Batch moves = new Batch(300);
        for (int i = 0; i < 300; i++) {
            moves.set(i, 0, i % 2 == 0 ? 41 : 41.5, 29 + i * 1e-7);
        }
        moves.set(299, 0, 41, 29.00001);

        index.moveAll(300, moves.slots, moves.lats, moves.lngs, moves.times);
        index.nearest(new LatLng(41, 29.00001), 5, 1, DriverFilter.everybody(), found);

        assertEquals(1, found.count());
        assertEquals(1, index.size());
    }

    @Test
    void aBatchWithANegativeSlotMovesNobody() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        index.move(0, 41, 29);
        Batch moves = new Batch(20);
        for (int i = 0; i < 20; i++) {
            moves.set(i, i == 19 ? -1 : 0, 50, 8);
        }

        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> index.moveAll(20, moves.slots, moves.lats, moves.lngs, moves.times));

        assertEquals("slot=-1: must not be negative", refused.getMessage());
        index.within(new LatLng(41, 29), 1, DriverFilter.everybody(), found);
        assertEquals(1, found.count());
    }

    @Test
    void batchesAllocateNothing() {
        DriverIndex index = new DriverIndex(new CellGrid(9));
        Random random = new Random(SEED);
        Batch moves = new Batch(50_000);
        for (int i = 0; i < 50_000; i++) {
            double east = 0.01 * random.nextGaussian();
            moves.set(i, i % 5_000, 41 + 0.01 * random.nextGaussian(), 29 + east);
        }
        for (int warm = 0; warm < 3; warm++) {
            index.moveAll(50_000, moves.slots, moves.lats, moves.lngs, moves.times);
        }

        long before = allocated();
        index.moveAll(50_000, moves.slots, moves.lats, moves.lngs, moves.times);
        long bytes = allocated() - before;

        assertEquals(0, bytes / 10_000, () -> bytes + " bytes for 50,000 fixes");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static double near(double center, double limit, double spread, Random random) {
        double value = center + spread * random.nextGaussian();
        return limit == 180
                ? value - 360 * Math.floor((value + 180) / 360)
                : Math.max(-limit, Math.min(limit, value));
    }

    private static final class Batch {

        private final int[] slots;
        private final double[] lats;
        private final double[] lngs;
        private final long[] times;

        Batch(int count) {
            slots = new int[count];
            lats = new double[count];
            lngs = new double[count];
            times = new long[count];
        }

        void set(int i, int slot, double lat, double lng) {
            slots[i] = slot;
            lats[i] = lat;
            lngs[i] = lng;
            times[i] = NOW + 1_000L * (i % 20);
        }
    }

    /// An index that is moved one by one, and one that is moved in batches.
    private final class Pair {

        private final int resolution;
        private final DriverIndex one;
        private final DriverIndex all;

        Pair(int resolution) {
            this.resolution = resolution;
            one = new DriverIndex(new CellGrid(resolution));
            all = new DriverIndex(new CellGrid(resolution));
        }

        void move(Batch moves) {
            int count = moves.slots.length;
            for (int i = 0; i < count; i++) {
                one.move(moves.slots[i], moves.lats[i], moves.lngs[i], moves.times[i]);
            }
            all.moveAll(count, moves.slots, moves.lats, moves.lngs, moves.times);
        }

        /// Somebody leaves, and somebody takes a job.
        void change(Random random) {
            int gone = random.nextInt(900);
            one.remove(gone);
            all.remove(gone);
            int busy = random.nextInt(900);
            if (one.contains(busy)) {
                int bits = DriverBits.of(DriverState.ON_JOB, Vehicle.CAR, 0);
                one.mark(busy, bits);
                all.mark(busy, bits);
            }
        }

        void compare(LatLng place) {
            assertEquals(one.size(), all.size());
            for (DriverFilter filter :
                    List.of(
                            DriverFilter.everybody(),
                            DriverFilter.everybody().freshSince(NOW + 7_000),
                            DriverFilter.everybody().in(DriverState.ON_JOB))) {
                one.within(place, ANYWHERE, filter, found);
                List<String> expected = answer();
                all.within(place, ANYWHERE, filter, found);
                assertEquals(expected, answer());
            }
            Supply expected = new Supply();
            Supply counted = new Supply();
            one.supply(resolution, expected);
            all.supply(resolution, counted);
            assertEquals(expected.size(), counted.size());
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.cell(i), counted.cell(i));
                assertEquals(expected.drivers(i), counted.drivers(i));
                assertEquals(
                        expected.drivers(i, DriverState.ON_JOB),
                        counted.drivers(i, DriverState.ON_JOB));
            }
        }

        private List<String> answer() {
            List<String> answer = new ArrayList<>();
            for (int i = 0; i < found.count(); i++) {
                answer.add(found.slot(i) + " " + found.meters(i));
            }
            return answer;
        }
    }
}
