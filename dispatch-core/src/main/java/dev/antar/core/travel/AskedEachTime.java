package dev.antar.core.travel;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;

/// Travel times as an approach, without a shortcut.
record AskedEachTime(TravelTimes times, LatLng to, long atMillis) implements Approach {

    @Override
    public int millis(double lat, double lng) {
        int millis = times.millis(new LatLng(lat, lng), to, atMillis);
        return millis >= TravelTimes.MAX_MILLIS ? UNREACHABLE : millis;
    }

    @Override
    public int lowerBoundMillis(double meters) {
        return times.lowerBoundMillis(meters);
    }

    @Override
    public double reachMeters(int millis) {
        return Math.min(times.reachMeters(millis), GreatCircle.EARTH_RADIUS_METERS * StrictMath.PI);
    }

    @Override
    public double meters(LatLng from, int millis) {
        return times.meters(from, to);
    }
}
