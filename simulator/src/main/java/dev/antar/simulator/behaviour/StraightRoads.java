package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.TravelTimes;

/// Straight lines on the map, at the pace of the given travel times: what streets add in length is
/// in the time.
public record StraightRoads(TravelTimes times) implements Roads {

    @Override
    public Route route(LatLng from, LatLng to, long departsAtMillis) {
        return new StraightRoute(
                from,
                to,
                departsAtMillis,
                departsAtMillis + times.millis(from, to, departsAtMillis),
                times.meters(from, to));
    }
}
