package dev.antar.core.geo;

/// A position on Earth, WGS84 degrees. The only way a coordinate enters the engine: both numbers
/// are finite, `lat` is in -90..90 and `lng` in -180..180 (-180 is read as 180, -0.0 as 0.0, so
/// that equal places are equal values). Anything else is an [IllegalArgumentException] that names
/// the field, its value and the rule.
public record LatLng(double lat, double lng) {

    public LatLng {
        lat = requireLat(lat);
        lng = requireLng(lng);
    }

    /// The latitude as a position would hold it, for columns of positions without objects.
    public static double requireLat(double lat) {
        requireDegrees("lat", lat, 90);
        return lat + 0.0;
    }

    /// The longitude as a position would hold it, for columns of positions without objects.
    public static double requireLng(double lng) {
        requireDegrees("lng", lng, 180);
        return lng == -180.0 ? 180.0 : lng + 0.0;
    }

    /// Great-circle distance in metres.
    public double metersTo(LatLng other) {
        return GreatCircle.meters(lat, lng, other.lat, other.lng);
    }

    private static void requireDegrees(String field, double value, int limit) {
        // Written as "not inside" so that NaN, which fails every comparison, is caught too.
        if (!(value >= -limit && value <= limit)) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be a number from -" + limit + " to " + limit);
        }
    }
}
