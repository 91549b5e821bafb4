package dev.antar.core.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatLngTest {

    @ParameterizedTest
    @CsvSource({
        "NaN, 0, lat=NaN",
        "0, NaN, lng=NaN",
        "Infinity, 0, lat=Infinity",
        "0, -Infinity, lng=-Infinity",
        "90.0001, 0, lat=90.0001",
        "-90.0001, 0, lat=-90.0001",
        "0, 180.0001, lng=180.0001",
        "0, -180.0001, lng=-180.0001",
    })
    void impossibleCoordinateIsRefusedByNameValueAndRule(double lat, double lng, String named) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new LatLng(lat, lng));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(named + ": must be a number from"), message);
    }

    @Test
    void theSamePlaceIsTheSameValue() {
        assertEquals(new LatLng(0.0, 180), new LatLng(-0.0, -180));
        assertEquals(new LatLng(90, 0.0), new LatLng(90, -0.0));
    }

    @Test
    void distanceCrossesTheAntimeridianTheShortWay() {
        double meters = new LatLng(0, 179.5).metersTo(new LatLng(0, -179.5));

        assertEquals(111_195, meters, 1);
    }

    @Test
    void poleToPoleIsHalfTheCircumference() {
        double meters = new LatLng(90, 0).metersTo(new LatLng(-90, 77));

        assertEquals(Math.PI * GreatCircle.EARTH_RADIUS_METERS, meters, 1e-3);
    }

    @Test
    void chordAndDistanceAreInverse() {
        for (double meters : new double[] {0, 0.5, 100, 5_000, 2_000_000}) {
            double chord = GreatCircle.metersToChord(meters);
            assertEquals(meters, GreatCircle.chordToMeters(chord), 1e-6 + meters * 1e-9);
        }
        assertEquals(2, GreatCircle.metersToChord(1e9));
    }
}
