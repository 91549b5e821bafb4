package dev.antar.server.torture;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// The way a driver drives: every fix is at a place of its own, so that a place tells which fix it
/// is.
final class Track {

    private static final double FIRST_LAT = 57.70;
    private static final double LNG = 11.95;
    private static final double BETWEEN_DRIVERS = 0.004;
    private static final double BETWEEN_FIXES = 0.00005;

    private Track() {}

    /// About 6 m from fix to fix, northwards; drivers 240 m apart.
    static LatLng place(int driver, int fix) {
        return new LatLng(FIRST_LAT + fix * BETWEEN_FIXES, LNG + driver * BETWEEN_DRIVERS);
    }

    /// Which fix of the driver is at this place.
    static int fix(int driver, @Nullable LatLng place) {
        if (place == null) {
            throw new IllegalArgumentException("driver=" + driver + ": must have a place");
        }
        return (int) StrictMath.round((place.lat() - FIRST_LAT) / BETWEEN_FIXES);
    }

    /// Somewhere among the drivers.
    static LatLng near(int east, int north) {
        return new LatLng(FIRST_LAT + north * 0.0003, LNG + east * 0.0005);
    }
}
