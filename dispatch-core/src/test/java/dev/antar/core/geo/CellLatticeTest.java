package dev.antar.core.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/// Cells without H3 against H3 itself.
class CellLatticeTest {

    private static final long SEED = 20_260_101;

    private final SpherePoint point = new SpherePoint();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void anywhereOnEarthTheCellIsThatOfH3(int resolution) {
        Random random = new Random(SEED + resolution);
        CellGrid grid = new CellGrid(resolution);
        CellTable table = new CellTable(grid);
        for (int i = 0; i < 4_000; i++) {
            double lat = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            assertCell(grid, table, lat, 360 * random.nextDouble() - 180);
        }
    }

    /// Within a few edges of places where the icosahedron shows: its corners, its sides, the poles
    /// and ±180; and in a city, over and over in the same cells.
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 10})
    void whereGeometryIsHardTheCellIsThatOfH3(int resolution) {
        Random random = new Random(SEED + resolution);
        CellGrid grid = new CellGrid(resolution);
        CellTable table = new CellTable(grid);
        double spread = 1_200 / Math.pow(Math.sqrt(7), resolution) / 111 * 3;
        List<LatLng> corners = grid.pentagonCenters();
        for (int i = 0; i < 4_000; i++) {
            LatLng corner = corners.get(random.nextInt(12));
            assertNear(grid, table, corner, spread, random);
            LatLng other = corners.get(random.nextInt(12));
            if (corner.metersTo(other) > 1_000 && corner.metersTo(other) < 7_500_000) {
                assertNear(grid, table, middle(corner, other), spread, random);
            }
            assertNear(grid, table, new LatLng(90, 0), spread, random);
            assertNear(grid, table, new LatLng(-90, 0), spread, random);
            assertNear(grid, table, new LatLng(-16.5, 180), spread, random);
            assertNear(grid, table, new LatLng(41, 29), spread, random);
        }
    }

    /// The band in which H3 is asked is measured, not hoped for: points within it are compared too,
    /// and points just outside of it, where a rounding of ours would show first.
    @Test
    void onBothSidesOfEveryBorderTheCellIsThatOfH3() {
        Random random = new Random(SEED);
        CellGrid grid = new CellGrid(9);
        CellTable table = new CellTable(grid);
        for (int i = 0; i < 1_500; i++) {
            double lat = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            long cell = grid.cellOf(lat, 360 * random.nextDouble() - 180);
            List<LatLng> corners = grid.boundaryOf(cell);
            for (int n = 0; n < corners.size(); n++) {
                LatLng a = corners.get(n);
                LatLng b = corners.get((n + 1) % corners.size());
                if (Math.abs(a.lng() - b.lng()) > 10 || Math.abs(a.lat()) > 89) {
                    continue;
                }
                double along = random.nextDouble();
                for (double meters : new double[] {0.001, 0.05, 0.1, 0.12, 0.2, 0.5, 2}) {
                    double off = (random.nextBoolean() ? meters : -meters) / 111_000;
                    double borderLat = a.lat() + along * (b.lat() - a.lat());
                    double borderLng = a.lng() + along * (b.lng() - a.lng());
                    assertCell(grid, table, borderLat + off, borderLng);
                    assertCell(grid, table, borderLat, clampLng(borderLng + off));
                }
            }
        }
    }

    @Test
    void h3IsAskedForFewPointsOnly() {
        Random random = new Random(SEED);
        CellLattice lattice = new CellLattice(new CellGrid(9));
        int unsure = 0;
        for (int i = 0; i < 100_000; i++) {
            point.set(41 + random.nextDouble() / 10, 29 + random.nextDouble() / 10);
            if (lattice.keyOf(point.x(), point.y(), point.z()) == CellLattice.UNSURE) {
                unsure++;
            }
        }
        assertTrue(unsure < 500, () -> "H3 was needed for more than 0.5 % of the points");
    }

    /// The bounds of a walk against distances over the ground and H3's own rings.
    @Test
    void nothingOutsideTheRingsIsNearerThanAWalkSays() {
        Random random = new Random(SEED);
        int possible = 0;
        for (int resolution = 4; resolution < 12; resolution++) {
            CellGrid grid = new CellGrid(resolution);
            CellTable table = new CellTable(grid);
            double spread = 1_200 / Math.pow(Math.sqrt(7), resolution) / 111 * 4;
            for (int i = 0; i < 2_000; i++) {
                double lat = 160 * random.nextDouble() - 80;
                double lng = 340 * random.nextDouble() - 170;
                double otherLat = clampLat(lat + spread * random.nextGaussian());
                double otherLng = clampLng(lng + spread * random.nextGaussian() * 2);
                int other = table.numberAt(point.set(otherLat, otherLng), otherLat, otherLng);
                CellWalk walk = table.around(point.set(lat, lng));
                if (!walk.possible()) {
                    continue;
                }
                possible++;
                double meters = GreatCircle.meters(lat, lng, otherLat, otherLng);
                double steps = walk.steps(GreatCircle.metersToChord(meters));
                long here = grid.cellOf(lat, lng);
                int ring = 0;
                while (ring <= CellWalk.RINGS
                        && !grid.disk(here, ring).contains(table.cell(other))) {
                    ring++;
                }
                for (int inside = 0; inside < ring; inside++) {
                    assertTrue(walk.stepsOutOf(inside) <= steps);
                }
                boolean met = false;
                for (int at = 0; at < CellWalk.first(CellWalk.RINGS + 1); at++) {
                    if (walk.number(at) == other) {
                        met = true;
                        assertTrue(Math.sqrt(walk.squaredSteps(at)) <= steps + walk.cornerSteps());
                        assertTrue(at >= CellWalk.first(ring) && at < CellWalk.first(ring + 1));
                    }
                }
                assertEquals(ring <= CellWalk.RINGS, met);
            }
        }
        assertTrue(possible > 10_000, "Walks are possible almost everywhere");
    }

    @Test
    void parentsAreThoseOfH3() throws Exception {
        Random random = new Random(SEED);
        var h3 = com.uber.h3core.H3Core.newInstance();
        for (int i = 0; i < 2_000; i++) {
            int finest = random.nextInt(16);
            long cell = h3.latLngToCell(random.nextDouble() * 180 - 90, 17 * i % 360, finest);
            int coarser = random.nextInt(finest + 1);
            assertEquals(h3.cellToParent(cell, coarser), CellGrid.parentOf(cell, coarser));
        }
    }

    private void assertNear(
            CellGrid grid, CellTable table, LatLng center, double spread, Random random) {
        double lat = clampLat(center.lat() + spread * random.nextGaussian());
        double stretch = Math.max(0.01, Math.cos(Math.toRadians(lat)));
        assertCell(
                grid,
                table,
                lat,
                clampLng(center.lng() + spread / stretch * random.nextGaussian()));
    }

    private void assertCell(CellGrid grid, CellTable table, double lat, double lng) {
        int number = table.numberAt(point.set(lat, lng), lat, lng);
        assertEquals(grid.cellOf(lat, lng), table.cell(number), () -> "lat=" + lat + " lng=" + lng);
    }

    private static LatLng middle(LatLng a, LatLng b) {
        double x = UnitVector.x(a.lat(), a.lng()) + UnitVector.x(b.lat(), b.lng());
        double y = UnitVector.y(a.lat(), a.lng()) + UnitVector.y(b.lat(), b.lng());
        double z = UnitVector.z(a.lat()) + UnitVector.z(b.lat());
        return new LatLng(
                Math.toDegrees(Math.atan2(z, Math.hypot(x, y))), Math.toDegrees(Math.atan2(y, x)));
    }

    private static double clampLat(double lat) {
        return Math.max(-90, Math.min(90, lat));
    }

    private static double clampLng(double lng) {
        return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
    }
}
