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
                : new GraphRoute(toKerb(way), departsAtMillis);
    }

    /// A car stops where its road comes nearest; the rest of the time goes by on foot.
    private static RoadRoute toKerb(RoadRoute way) {
        int last = way.lats().length - 1;
        if (last == 0) {
            return way;
        }
        double[] lats = way.lats().clone();
        double[] lngs = way.lngs().clone();
        lats[last] = lats[last - 1];
        lngs[last] = lngs[last - 1];
        return new RoadRoute(lats, lngs, way.millis(), way.meters());
    }
}
