package dev.antar.core.geo;

/// A position as a point of the unit sphere, in an object that is used again and again so that
/// nothing is allocated. Whole coordinates are in units of 2⁻³⁰ of Earth's radius, 5.9 mm. The same
/// bits on every JVM and processor; some 15 ns. One thread.
public final class SpherePoint {

    /*
     * Sine and cosine are polynomials of plain additions and multiplications, whose every bit the
     * Java language prescribes, over an eighth of a turn; the reduction to it is exact because it
     * is done in degrees. They are right to 3 µm over the ground, where StrictMath would be right
     * to a nanometre and take ten times as long. Rounding to whole units then costs at most 5.2 mm,
     * the half diagonal of the grid's cube: far below what any phone knows.
     */

    /// The radius of the sphere in whole units.
    public static final int ONE = 1 << 30;

    /// One unit over the ground.
    public static final double UNIT_METERS = GreatCircle.EARTH_RADIUS_METERS / ONE;

    static final double RADIANS = Math.PI / 180;

    private double x;
    private double y;
    private double z;

    /// Becomes this position.
    ///
    /// @param lat degrees, -90 to 90, as [LatLng] has checked
    /// @param lng degrees, -180 to 180
    /// @return this
    public SpherePoint set(double lat, double lng) {
        double latTurns = Math.rint(lat / 90);
        double latRest = (lat - latTurns * 90) * RADIANS;
        double latSin = sin(latRest);
        double latCos = cos(latRest);
        double cosLat;
        if (latTurns == 0) {
            z = latSin;
            cosLat = latCos;
        } else {
            z = latTurns * latCos;
            cosLat = -latTurns * latSin;
        }
        double lngTurns = Math.rint(lng / 90);
        double lngRest = (lng - lngTurns * 90) * RADIANS;
        double lngSin = sin(lngRest);
        double lngCos = cos(lngRest);
        switch ((int) lngTurns & 3) {
            case 0 -> {
                x = cosLat * lngCos;
                y = cosLat * lngSin;
            }
            case 1 -> {
                x = -cosLat * lngSin;
                y = cosLat * lngCos;
            }
            case 2 -> {
                x = -cosLat * lngCos;
                y = -cosLat * lngSin;
            }
            default -> {
                x = cosLat * lngSin;
                y = -cosLat * lngCos;
            }
        }
        return this;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double z() {
        return z;
    }

    /// The coordinate in whole units, -ONE to ONE.
    public int wholeX() {
        return whole(x);
    }

    public int wholeY() {
        return whole(y);
    }

    public int wholeZ() {
        return whole(z);
    }

    private static int whole(double coordinate) {
        return (int) Math.rint(coordinate * ONE);
    }

    /// Taylor's series to the 13th power: off by less than 3e-14 up to an eighth of a turn.
    static double sin(double r) {
        double s = r * r;
        double even = 1 / 6227020800.0;
        even = even * s - 1 / 39916800.0;
        even = even * s + 1 / 362880.0;
        even = even * s - 1 / 5040.0;
        even = even * s + 1 / 120.0;
        even = even * s - 1 / 6.0;
        return r + r * s * even;
    }

    /// Taylor's series to the 12th power: off by less than 4e-13 up to an eighth of a turn.
    static double cos(double r) {
        double s = r * r;
        double even = 1 / 479001600.0;
        even = even * s - 1 / 3628800.0;
        even = even * s + 1 / 40320.0;
        even = even * s - 1 / 720.0;
        even = even * s + 1 / 24.0;
        return 1 - s * 0.5 + s * s * even;
    }
}
