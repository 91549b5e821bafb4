package dev.antar.server.live;

import dev.antar.core.geo.LatLng;

import java.util.List;

/// A part of the world between two parallels and two meridians, degrees; may lie across ±180.
///
/// @param widthDegrees eastwards from `west`, 0 to 360
record Bounds(double west, double south, double widthDegrees, double north) {

    static final Bounds WORLD = new Bounds(-180, -90, 360, 90);

    private static final double METERS_PER_DEGREE = 111_195;

    /// @param east less than `west` for bounds that lie across ±180
    static Bounds between(double west, double south, double east, double north) {
        return new Bounds(west, south, east < west ? east - west + 360 : east - west, north);
    }

    /// Bounds of everything that has this outline, and somewhat more: what belongs to a cell may
    /// lie beyond its edge, as the children of an H3 cell do by up to a seventh of it.
    ///
    /// @param pole whether one of the poles is inside
    static Bounds around(LatLng center, List<LatLng> outline, boolean pole) {
        double south = center.lat();
        double north = center.lat();
        double west = 0;
        double east = 0;
        for (LatLng corner : outline) {
            south = Math.min(south, corner.lat());
            north = Math.max(north, corner.lat());
            double turn = turn(center.lng(), corner.lng());
            west = Math.min(west, turn);
            east = Math.max(east, turn);
        }
        double tall = (north - south) * MARGIN;
        double wide = (east - west) * MARGIN;
        double width = east - west + 2 * wide;
        double top = pole && center.lat() > 0 ? 90 : Math.min(90, north + tall);
        double bottom = pole && center.lat() < 0 ? -90 : Math.max(-90, south - tall);
        // Meridians run together at the poles: there a cell's children may be at any of them.
        return pole || width > 180 || top > POLAR || bottom < -POLAR
                ? new Bounds(-180, bottom, 360, top)
                : new Bounds(center.lng() + west - wide, bottom, width, top);
    }

    private static final double MARGIN = 0.2;
    private static final double POLAR = 88;

    boolean overlaps(Bounds other) {
        if (north < other.south || other.north < south) {
            return false;
        }
        double toOther = eastwards(other.west - west);
        return toOther <= widthDegrees || 360 - toOther <= other.widthDegrees;
    }

    double middleLat() {
        return (south + north) / 2;
    }

    /// Some square metres more or less, as if Earth were a cylinder there.
    double squareMeters() {
        double tall = (north - south) * METERS_PER_DEGREE;
        double wide = widthDegrees * METERS_PER_DEGREE * Math.cos(Math.toRadians(middleLat()));
        return tall * Math.max(0, wide);
    }

    /// Degrees eastwards from one meridian to another, -180 to 180.
    static double turn(double from, double to) {
        double turn = eastwards(to - from);
        return turn > 180 ? turn - 360 : turn;
    }

    /// The same meridian from -180 up to 180.
    static double normal(double lng) {
        return eastwards(lng + 180) - 180;
    }

    double east() {
        return normal(west + widthDegrees);
    }

    private static double eastwards(double degrees) {
        double rest = degrees % 360;
        return rest < 0 ? rest + 360 : rest;
    }
}
