package dev.antar.core.geo;

/// A position as a point of the unit sphere, coordinate by coordinate so that nothing is allocated.
/// `StrictMath`: the same bits on every JVM.
public final class UnitVector {

    private UnitVector() {}

    public static double x(double lat, double lng) {
        return StrictMath.cos(StrictMath.toRadians(lat))
                * StrictMath.cos(StrictMath.toRadians(lng));
    }

    public static double y(double lat, double lng) {
        return StrictMath.cos(StrictMath.toRadians(lat))
                * StrictMath.sin(StrictMath.toRadians(lng));
    }

    public static double z(double lat) {
        return StrictMath.sin(StrictMath.toRadians(lat));
    }
}
