package dev.antar.core.travel.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Approach;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.RoadTrouble;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

final class ReachSearchTest {

    private static final int LIMIT = 900_000;

    //   a ───── b ───── c       200 m each, 10 m/s, both ways
    //                   ↓
    //                   d       one-way
    @Test
    void reachIsTheTimeAlongTheRoad() {
        LittleRoads roads = new LittleRoads();
        int a = roads.node(0, 0);
        int b = roads.node(200, 0);
        int c = roads.node(400, 0);
        int d = roads.node(400, -200);
        roads.street(a, b, 10);
        roads.street(b, c, 10);
        roads.oneWay(c, d, 10);
        RoadGraph graph = roads.graph();

        Reach reach = new ReachSearch(graph).of(graph.node(a), graph.node(c), LIMIT, 0);

        assertNull(reach.trouble());
        assertEquals(40_000, reach.tripMillis(), 100);
        assertEquals(400, reach.tripMeters(), 2);
        assertEquals(20_000, millis(reach, graph.node(b)), 2_000);
        assertEquals(40_000, millis(reach, graph.node(c)), 2_000);
        assertEquals(0, millis(reach, graph.node(a)));
    }

    //   p ══> q      one-way pairs around a block: 40 m back against the street is 3 × 400 m around
    //   ↑     ↓
    //   s <── r
    @Test
    void aOneWayStreetIsNotDrivenAgainst() {
        LittleRoads roads = new LittleRoads();
        int p = roads.node(0, 0);
        int q = roads.node(400, 0);
        int r = roads.node(400, -400);
        int s = roads.node(0, -400);
        roads.oneWay(p, q, 10);
        roads.oneWay(q, r, 10);
        roads.oneWay(r, s, 10);
        roads.oneWay(s, p, 10);
        RoadGraph graph = roads.graph();
        LatLng middle = LittleRoads.at(200, 0);

        Reach reach = new ReachSearch(graph).of(middle, graph.node(q), LIMIT, 0);

        assertEquals(18_000, millis(reach, LittleRoads.at(15, 0)), 4_000);
        assertTrue(millis(reach, LittleRoads.at(330, 0)) > 120_000);
    }

    @Test
    void aJobInTheSeaSaysSo() {
        RoadGraph graph = LittleRoads.grid(6, 150, 1);
        ReachSearch search = new ReachSearch(graph);
        LatLng sea = LittleRoads.at(-9_000, 0);
        LatLng land = graph.node(14);

        assertEquals(RoadTrouble.PICKUP_OFF_ROAD, search.of(sea, land, LIMIT, 0).trouble());
        assertEquals(RoadTrouble.DROPOFF_OFF_ROAD, search.of(land, sea, LIMIT, 0).trouble());
    }

    //   a ─── b ─── c    (water)    x ─── y ─── z
    @Test
    void nobodyDrivesToAnIsland() {
        LittleRoads roads = new LittleRoads();
        int[] land = {roads.node(0, 0), roads.node(200, 0), roads.node(400, 0)};
        int[] isle = {roads.node(550, 0), roads.node(750, 0), roads.node(950, 0)};
        for (int[] part : List.of(land, isle)) {
            roads.street(part[0], part[1], 10);
            roads.street(part[1], part[2], 10);
        }
        RoadGraph graph = roads.graph();
        ReachSearch search = new ReachSearch(graph);

        Reach ashore = search.of(graph.node(land[0]), graph.node(land[2]), LIMIT, 0);
        Reach away = search.of(graph.node(isle[2]), graph.node(isle[0]), LIMIT, 0);
        Reach across = search.of(graph.node(land[0]), graph.node(isle[0]), LIMIT, 0);

        for (int node : isle) {
            assertEquals(Approach.UNREACHABLE, millis(ashore, graph.node(node)));
            assertTrue(millis(away, graph.node(node)) >= 0);
        }
        assertEquals(Approach.UNREACHABLE, millis(away, graph.node(land[0])));
        assertEquals(RoadTrouble.NO_WAY_TO_DROPOFF, across.trouble());
    }

    @Property(tries = 40)
    void reachAgreesWithADijkstraFromEveryNode(
            @ForAll long seed, @ForAll @IntRange(min = 4, max = 12) int side) {
        RoadGraph graph = LittleRoads.grid(side, 180, seed);
        SplittableRandom random = new SplittableRandom(seed);
        LatLng pickup = anyDrivable(graph, random);
        LatLng dropoff = anyDrivable(graph, random);

        Reach reach = new ReachSearch(graph).of(pickup, dropoff, LIMIT, 0);

        List<Double> errors = new ArrayList<>();
        RoadPoint goal = graph.snap(pickup, 500);
        assertNotNull(goal);
        for (int node = 0; node < graph.nodes() && reach.trouble() == null; node++) {
            int exact = Slow.millis(graph, node, goal);
            int priced = millis(reach, graph.node(node));
            if (exact > 30_000 && exact < LIMIT * 0.9) {
                assertTrue(priced >= 0, "a node that can be reached has a price");
                errors.add(Math.abs(priced - exact) / (double) exact);
            }
        }
        if (errors.size() >= 10) {
            double[] sorted = errors.stream().mapToDouble(e -> e).sorted().toArray();
            // A block is 180 m and a cell 60 m: streets of different speed share cells.
            assertTrue(sorted[sorted.length / 2] < 0.15, () -> Arrays.toString(sorted));
        }
    }

    @Property(tries = 60)
    void noPriceIsBelowItsBound(@ForAll long seed, @ForAll @IntRange(min = 3, max = 20) int side) {
        SplittableRandom random = new SplittableRandom(seed);
        RoadGraph graph = LittleRoads.grid(side, random.nextDouble(60, 900), seed);
        Reach reach =
                new ReachSearch(graph)
                        .of(anyDrivable(graph, random), anyDrivable(graph, random), LIMIT, 0);

        int last = 0;
        for (double meters = 0; meters < 30_000; meters += 97) {
            assertTrue(reach.lowerBoundMillis(meters) >= last, "bounds never fall");
            last = reach.lowerBoundMillis(meters);
        }
        for (int i = 0; i < 500; i++) {
            LatLng place =
                    LittleRoads.at(random.nextDouble(-9e3, 9e3), random.nextDouble(-9e3, 9e3));
            double meters = place.metersTo(reach.pickup());
            int millis = millis(reach, place);
            if (millis >= 0) {
                assertTrue(reach.lowerBoundMillis(meters) <= millis, () -> place + " " + millis);
                assertTrue(reach.reachMeters(millis) >= meters, () -> place + " " + millis);
            }
        }
    }

    @Property(tries = 30)
    void whatIsSentIsWhatIsRead(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RoadGraph graph = LittleRoads.grid(8, 150, seed);
        Reach reach =
                new ReachSearch(graph)
                        .of(anyDrivable(graph, random), anyDrivable(graph, random), LIMIT, 0);

        Reach read = Reach.fromBytes(reach.toBytes());

        assertArrayEquals(reach.toBytes(), read.toBytes());
        assertTrue(reach.toBytes().length <= Reach.MAX_BYTES);
        for (int i = 0; i < 100; i++) {
            LatLng place =
                    LittleRoads.at(random.nextDouble(-900, 900), random.nextDouble(-900, 900));
            assertEquals(millis(reach, place), millis(read, place));
        }
    }

    private static int millis(Reach reach, LatLng place) {
        return reach.millis(place.lat(), place.lng());
    }

    private static LatLng anyDrivable(RoadGraph graph, SplittableRandom random) {
        RoadPoint point = null;
        while (point == null) {
            point = graph.snap(graph.node(random.nextInt(graph.nodes())), 400);
        }
        return point.place();
    }
}
