package dev.antar.core.geo;

/// Distances on a sphere of Earth's mean radius. Uses `StrictMath`, so that a distance, and any
/// decision taken from it, has the same bits on every JVM and processor.
public final class GreatCircle {

    /// Mean radius R1 of the WGS84 ellipsoid (IUGG).
    public static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private GreatCircle() {}

    /// Haversine distance in metres between two positions in degrees.
    public static double meters(double lat1, double lng1, double lat2, double lng2) {
        double sinLat = StrictMath.sin(StrictMath.toRadians(lat2 - lat1) / 2);
        double sinLng = StrictMath.sin(StrictMath.toRadians(lng2 - lng1) / 2);
        double cosines =
                StrictMath.cos(StrictMath.toRadians(lat1))
                        * StrictMath.cos(StrictMath.toRadians(lat2));
        double h = sinLat * sinLat + cosines * sinLng * sinLng;
        return 2 * EARTH_RADIUS_METERS * StrictMath.asin(Math.min(1, Math.sqrt(h)));
    }

    /// The distance over the ground for a straight line of length `chord` through a unit sphere.
    public static double chordToMeters(double chord) {
        return 2 * EARTH_RADIUS_METERS * StrictMath.asin(Math.min(1, chord / 2));
    }

    /// The inverse of [#chordToMeters]; distances of half the circumference or more give 2.
    public static double metersToChord(double meters) {
        double halfAngle = meters / (2 * EARTH_RADIUS_METERS);
        return halfAngle >= Math.PI / 2 ? 2 : 2 * StrictMath.sin(halfAngle);
    }
}
