package dev.antar.core.travel.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.TravelTimes;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

final class RouteSearchTest {

    @Property(tries = 60)
    void noWayIsQuickerThanTheOneFound(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int side) {
        RoadGraph graph = LittleRoads.grid(side, 200, seed);
        SplittableRandom random = new SplittableRandom(seed);
        RouteSearch search = new RouteSearch(graph);

        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(graph.nodes());
            RoadPoint goal = graph.snap(graph.node(random.nextInt(graph.nodes())), 0.01);
            RoadPoint start = graph.snap(graph.node(from), 0.01);
            if (goal == null || start == null) {
                continue;
            }

            RoadRoute route = search.route(graph.node(from), goal.place(), 0);

            int exact = Slow.millis(graph, from, goal);
            if (exact == Slow.NEVER) {
                assertEquals(null, route);
            } else {
                assertNotNull(route);
                assertEquals(exact, route.totalMillis(), 20);
            }
        }
    }

    @Property(tries = 40)
    void aRouteGoesOnAndOnFromStartToDestination(@ForAll long seed) {
        RoadGraph graph = LittleRoads.grid(7, 200, seed);
        SplittableRandom random = new SplittableRandom(seed);
        LatLng from = LittleRoads.at(random.nextDouble(-600, 600), random.nextDouble(-600, 600));
        LatLng to = LittleRoads.at(random.nextDouble(-600, 600), random.nextDouble(-600, 600));

        RoadRoute route = new RouteSearch(graph).route(from, to, 0);

        if (route != null) {
            int last = route.millis().length - 1;
            assertEquals(from, new LatLng(route.lats()[0], route.lngs()[0]));
            assertEquals(to, new LatLng(route.lats()[last], route.lngs()[last]));
            for (int i = 0; i < last; i++) {
                assertTrue(route.millis()[i] <= route.millis()[i + 1], "time never goes back");
            }
        }
    }

    @Property(tries = 40)
    void roadTimesAreNeverBelowTheirBound(@ForAll long seed) {
        RoadTimes times = new RoadTimes(LittleRoads.grid(7, 200, seed));
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 50; i++) {
            LatLng from =
                    LittleRoads.at(random.nextDouble(-900, 900), random.nextDouble(-900, 900));
            LatLng to = LittleRoads.at(random.nextDouble(-900, 900), random.nextDouble(-900, 900));
            int millis = times.millis(from, to, 0);
            double straight = from.metersTo(to);
            assertTrue(times.lowerBoundMillis(straight) <= millis, () -> from + " to " + to);
            assertTrue(millis == TravelTimes.MAX_MILLIS || times.reachMeters(millis) >= straight);
        }
    }

    //   a ───── b ·· 2 km of water
    @Test
    void aStrayPieceOfRoadIsNotDrivenOn() {
        LittleRoads roads = new LittleRoads();
        int[] town = new int[40];
        for (int i = 0; i < town.length; i++) {
            town[i] = roads.node(100 * i, 0);
            if (i > 0) {
                roads.street(town[i - 1], town[i], 10);
            }
        }
        int stray = roads.node(100, 30);
        roads.oneWay(town[0], stray, 10);
        RoadGraph graph = roads.graph();

        RoadPoint found = graph.snap(graph.node(stray), 500);

        assertNotNull(found);
        assertEquals(30, found.offMeters(), 0.1);
        assertEquals(1, graph.strayNodes());
    }

    @Property(tries = 30)
    void theNearestRoadIsTheNearest(@ForAll long seed) {
        RoadGraph graph = LittleRoads.grid(6, 170, seed);
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 50; i++) {
            LatLng place =
                    LittleRoads.at(
                            random.nextDouble(-1_200, 1_200), random.nextDouble(-1_200, 1_200));
            RoadPoint found = graph.snap(place, 400);
            double least = 400;
            for (int edge = 0; edge < graph.edges(); edge++) {
                for (int part = 0; part <= 50 && graph.drivable(edge); part++) {
                    double lat = graph.pointLat(edge, 0);
                    double lng = graph.pointLng(edge, 0);
                    LatLng point =
                            new LatLng(
                                    lat + part / 50.0 * (graph.pointLat(edge, 1) - lat),
                                    lng + part / 50.0 * (graph.pointLng(edge, 1) - lng));
                    least = Math.min(least, place.metersTo(point));
                }
            }
            if (found != null) {
                assertTrue(found.offMeters() <= least + 0.5, "nothing is nearer");
            } else {
                assertTrue(least > 399, "nothing is near");
            }
        }
    }
}
