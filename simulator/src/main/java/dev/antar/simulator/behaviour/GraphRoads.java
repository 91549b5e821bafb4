package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.core.travel.road.RoadRoute;
import dev.antar.core.travel.road.RouteSearch;

/// Streets: everybody takes the quickest way by the graph's times of the hour in which he leaves.
/// Who is far from any road, or wants to where none leads, goes straight. Any thread.
public final class GraphRoads implements Roads {

    private final ThreadLocal<RouteSearch> searches;
    private final Roads elsewhere;

    /// @param elsewhere for where there are no roads
    public GraphRoads(RoadGraph graph, Roads elsewhere) {
        this.searches = ThreadLocal.withInitial(() -> new RouteSearch(graph));
        this.elsewhere = elsewhere;
    }

    @Override
    public Route route(LatLng from, LatLng to, long departsAtMillis) {
        RoadRoute way = searches.get().route(from, to, departsAtMillis);
        return way == null
                ? elsewhere.route(from, to, departsAtMillis)
                : new GraphRoute(way, departsAtMillis);
    }
}
