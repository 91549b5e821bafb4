package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;

/// A straight line on the map, the short way around the world, at constant speed.
public record StraightRoute(
        LatLng from, LatLng to, long departsAtMillis, long arrivesAtMillis, double meters)
        implements Route {

    public StraightRoute {
        if (arrivesAtMillis < departsAtMillis) {
            throw new IllegalArgumentException(
                    "arrivesAtMillis=" + arrivesAtMillis + ": must not be before the departure");
        }
    }

    /// Nowhere to go.
    public static StraightRoute standing(LatLng place, long atMillis) {
        return new StraightRoute(place, place, atMillis, atMillis, 0);
    }

    @Override
    public LatLng at(long atMillis) {
        if (atMillis <= departsAtMillis) {
            return from;
        }
        if (atMillis >= arrivesAtMillis) {
            return to;
        }
        double part = (double) (atMillis - departsAtMillis) / (arrivesAtMillis - departsAtMillis);
        double lat = from.lat() + part * (to.lat() - from.lat());
        return new LatLng(lat, wrap(from.lng() + part * eastward()));
    }

    @Override
    public double headingDegreesAt(long atMillis) {
        if (!movesAt(atMillis) || from.equals(to)) {
            return NO_HEADING;
        }
        double middle = StrictMath.toRadians((from.lat() + to.lat()) / 2);
        double east = eastward() * StrictMath.cos(middle);
        double degrees = StrictMath.toDegrees(StrictMath.atan2(east, to.lat() - from.lat()));
        double positive = degrees < 0 ? degrees + 360 : degrees;
        // A tiny negative angle rounds up to a full turn.
        return positive < 360 ? positive : 0;
    }

    private double eastward() {
        return wrap(to.lng() - from.lng());
    }

    private static double wrap(double lng) {
        if (lng > 180) {
            return lng - 360;
        }
        return lng < -180 ? lng + 360 : lng;
    }
}
