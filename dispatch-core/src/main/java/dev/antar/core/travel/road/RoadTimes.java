package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.TravelTimes;

/// Travel times by a full search on the graph for each question: exact, and too slow (some tenths
/// of a millisecond) to price a round; that is what [dev.antar.core.travel.Reach] is for. Where no
/// road leads, the answer is [TravelTimes#MAX_MILLIS]. One thread.
public final class RoadTimes implements TravelTimes {

    private final RoadGraph graph;
    private final RouteSearch search;
    private final double fastestMetersPerMilli;

    public RoadTimes(RoadGraph graph) {
        this.graph = graph;
        this.search = new RouteSearch(graph);
        this.fastestMetersPerMilli =
                Math.max(
                        graph.fastestMetersPerMilli(),
                        RouteSearch.ACCESS_METERS_PER_SECOND / 1_000);
    }

    @Override
    public int millis(LatLng from, LatLng to, long atMillis) {
        RoadRoute route = search.route(from, to, atMillis);
        return route == null ? MAX_MILLIS : Math.min(route.totalMillis(), MAX_MILLIS);
    }

    @Override
    public int lowerBoundMillis(double meters) {
        // Two hundredths less: times are rounded edge by edge.
        return (int) Math.min(meters / fastestMetersPerMilli * 0.98, MAX_MILLIS);
    }

    @Override
    public double reachMeters(int millis) {
        return (millis + 1.0) * fastestMetersPerMilli / 0.98;
    }

    @Override
    public double meters(LatLng from, LatLng to) {
        RoadRoute route = search.route(from, to, 0);
        return route == null ? from.metersTo(to) : Math.max(route.meters(), from.metersTo(to));
    }

    public RoadGraph graph() {
        return graph;
    }
}
