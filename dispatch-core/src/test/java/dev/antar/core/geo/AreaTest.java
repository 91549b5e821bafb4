package dev.antar.core.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.api.Test;

import java.util.List;

final class AreaTest {

    private static final Area CITY = area(57, 11, 57, 13, 59, 13, 59, 11);

    @Test
    void boundaryAndInsideBelongToIt() {
        assertTrue(CITY.contains(new LatLng(58, 12)));
        assertTrue(CITY.contains(new LatLng(57, 12)));
        assertTrue(CITY.contains(new LatLng(57, 11)));
        assertFalse(CITY.contains(new LatLng(56.999, 12)));
        assertFalse(CITY.contains(new LatLng(58, -12)));
    }

    @Test
    void notchIsOutside() {
        //  9 x-------x   x
        //    |        \ /|
        //  0 x---------x-x
        Area notched = area(0, 0, 0, 10, 9, 10, 1, 8, 9, 6, 9, 0);

        assertTrue(notched.contains(new LatLng(5, 3)));
        assertTrue(notched.contains(new LatLng(0.5, 8)));
        assertFalse(notched.contains(new LatLng(8, 8)));
    }

    @Test
    void areaOverTheDateLineHasBothSides() {
        Area fiji = area(-20, 176, -20, -178, -15, -178, -15, 176);

        assertEquals(2, fiji.polygons().size());
        assertTrue(fiji.contains(new LatLng(-18, 177)));
        assertTrue(fiji.contains(new LatLng(-18, -179)));
        assertTrue(fiji.contains(new LatLng(-18, 180)));
        assertTrue(fiji.contains(new LatLng(-18, -180)));
        assertFalse(fiji.contains(new LatLng(-18, 0)));
        assertFalse(fiji.contains(new LatLng(-18, -177)));
    }

    @Test
    void areaThatEndsAtTheDateLineHasTheLine() {
        assertTrue(area(0, 170, 0, 180, 5, 180, 5, 170).contains(new LatLng(2, 180)));
        assertTrue(area(0, -170, 0, -180, 5, -180, 5, -170).contains(new LatLng(2, 180)));
    }

    @Test
    void impossibleRingIsRefusedByItsRule() {
        assertRefused("corners: must be from 3", 0, 0, 0, 1);
        assertRefused("must not cross", 0, 0, 1, 1, 0, 1, 1, 0);
        assertRefused("must not cross", 0, 0, 0, 1, 0, 2);
        assertRefused("around a pole", 80, 0, 80, 120, 80, -120);
    }

    /// Moving everything along the equator by any angle changes no answer.
    @Property(tries = 2_000)
    void answerDoesNotDependOnWhereTheDateLineIs(
            @ForAll @DoubleRange(min = -5, max = 15) double lat,
            @ForAll @DoubleRange(min = -5, max = 15) double lng,
            @ForAll @DoubleRange(min = -180, max = 180) double turn) {
        double[] corners = {0, 0, 0, 10, 9, 10, 1, 8, 9, 6, 9, 0};
        double[] turned = corners.clone();
        for (int i = 1; i < turned.length; i += 2) {
            turned[i] = wrap(turned[i] + turn);
        }
        boolean nearTheBoundary =
                Math.abs(
                                area(corners)
                                        .polygons()
                                        .getFirst()
                                        .getBoundary()
                                        .distance(point(lat, lng)))
                        < 1e-9;
        if (nearTheBoundary) {
            return;
        }

        assertEquals(
                area(corners).contains(lat, lng), area(turned).contains(lat, wrap(lng + turn)));
    }

    private static org.locationtech.jts.geom.Point point(double lat, double lng) {
        return new org.locationtech.jts.geom.GeometryFactory()
                .createPoint(new org.locationtech.jts.geom.Coordinate(lng, lat));
    }

    private static double wrap(double lng) {
        return lng > 180 ? lng - 360 : lng <= -180 ? lng + 360 : lng;
    }

    private static void assertRefused(String rule, double... latLngs) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> area(latLngs));
        assertTrue(refused.toString().contains(rule), refused.toString());
    }

    private static Area area(double... latLngs) {
        LatLng[] ring = new LatLng[latLngs.length / 2];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new LatLng(latLngs[2 * i], latLngs[2 * i + 1]);
        }
        return Area.of(List.of(ring));
    }
}
