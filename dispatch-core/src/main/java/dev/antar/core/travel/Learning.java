package dev.antar.core.travel;

import dev.antar.core.geo.LatLng;

/// Says that a region shall learn how fast one really travels: a dispatcher that is given these
/// travel times keeps a [LearnedSpeed] over `base`. Unlearned, they are `base` itself.
public record Learning(TravelTimes base) implements TravelTimes {

    @Override
    public int millis(LatLng from, LatLng to, long atMillis) {
        return base.millis(from, to, atMillis);
    }

    @Override
    public int lowerBoundMillis(double meters) {
        return base.lowerBoundMillis(meters);
    }

    @Override
    public double reachMeters(int millis) {
        return base.reachMeters(millis);
    }

    @Override
    public double meters(LatLng from, LatLng to) {
        return base.meters(from, to);
    }
}
