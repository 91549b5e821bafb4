package dev.antar.core.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

/// Columns of points against one point at a time, and keys of columns against H3.
class SpherePointsTest {

    private static final double[] EDGES = {-180, -135, -90, -45, -0.0, 0, 45, 90, 135, 180};

    private final double[] lats = new double[SpherePoints.MOST];
    private final double[] lngs = new double[SpherePoints.MOST];
    private final SpherePoints points = new SpherePoints();
    private final SpherePoint point = new SpherePoint();

    @Test
    void aColumnHoldsTheSameBitsAsItsPointsOneByOne() {
        Random random = new Random(5);
        for (int round = 0; round < 400; round++) {
            int count = 1 + random.nextInt(SpherePoints.MOST);
            fill(random, 90, 180);
            points.set(count, lats, lngs, 0);
            for (int i = 0; i < count; i++) {
                point.set(lats[i], lngs[i]);
                // 0.0 and -0.0 are the same place.
                assertEquals(point.x() + 0.0, points.x()[i] + 0.0, 0);
                assertEquals(point.y() + 0.0, points.y()[i] + 0.0, 0);
                assertEquals(point.z() + 0.0, points.z()[i] + 0.0, 0);
                assertEquals(point.wholeX(), points.wholeX(i));
                assertEquals(point.wholeY(), points.wholeY(i));
                assertEquals(point.wholeZ(), points.wholeZ(i));
            }
        }
    }

    /// All over the Earth, so that most are on another face than the last; then around every corner
    /// of the icosahedron and across its sides.
    @Test
    void aKeyOfAColumnStandsForTheCellThatH3Names() {
        Random random = new Random(6);
        long[] keys = new long[SpherePoints.MOST];
        int sure = 0;
        for (int resolution : new int[] {0, 5, 8, 9, 12}) {
            CellGrid grid = new CellGrid(resolution);
            CellTable table = new CellTable(grid);
            for (int round = 0; round < 48; round++) {
                fill(random, 90, 180);
                if (round % 2 == 1) {
                    LatLng corner = grid.pentagonCenters().get(round / 2 % 12);
                    around(corner, random, 3);
                }
                table.numberAt(point.set(lats[0], lngs[0]), lats[0], lngs[0]);
                points.set(lats.length, lats, lngs, 0);
                table.keysOf(points, lats.length, keys);
                for (int i = 0; i < lats.length; i++) {
                    int number = table.numberAt(point.set(lats[i], lngs[i]), lats[i], lngs[i]);
                    int known = table.withKey(keys[i]);
                    assertEquals(grid.cellOf(lats[i], lngs[i]), table.cell(number));
                    if (keys[i] != CellTable.UNSURE && known != CellTable.NONE) {
                        assertEquals(number, known);
                        sure++;
                    }
                }
            }
        }
        assertTrue(sure > 2_000, "Hardly any key was known");
    }

    private void around(LatLng corner, Random random, double degrees) {
        for (int i = 0; i < lats.length; i++) {
            double lat = corner.lat() + degrees * (random.nextDouble() - 0.5);
            double lng = corner.lng() + degrees * (random.nextDouble() - 0.5);
            lats[i] = Math.max(-90, Math.min(90, lat));
            lngs[i] = Math.max(-180, Math.min(180, lng));
        }
    }

    private void fill(Random random, double mostLat, double mostLng) {
        for (int i = 0; i < lats.length; i++) {
            boolean edge = random.nextInt(8) == 0;
            lats[i] = edge ? EDGES[2 + random.nextInt(6)] : mostLat * (2 * random.nextDouble() - 1);
            lngs[i] = edge ? EDGES[random.nextInt(10)] : mostLng * (2 * random.nextDouble() - 1);
        }
    }
}
