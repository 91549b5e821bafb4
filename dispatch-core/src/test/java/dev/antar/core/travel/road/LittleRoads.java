package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Reach;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Small road networks for tests: places in metres from one point, streets with a speed.
final class LittleRoads {

    private static final LatLng ORIGIN = new LatLng(41.15, -8.61);
    private static final double LNG_METERS = Reach.lngMetersAt(ORIGIN.lat());

    private final RoadGraphBuilder builder = new RoadGraphBuilder(1);
    private final List<LatLng> places = new ArrayList<>();

    static LatLng at(double east, double north) {
        return new LatLng(
                ORIGIN.lat() + north / Reach.METERS_PER_DEGREE, ORIGIN.lng() + east / LNG_METERS);
    }

    int node(double east, double north) {
        places.add(at(east, north));
        return builder.node(places.getLast());
    }

    void oneWay(int from, int to, double metersPerSecond) {
        double meters = places.get(from).metersTo(places.get(to));
        int[] millis = {(int) Math.round(meters / metersPerSecond * 1_000)};
        builder.edge(from, to, meters, millis, List.of());
    }

    void street(int from, int to, double metersPerSecond) {
        oneWay(from, to, metersPerSecond);
        oneWay(to, from, metersPerSecond);
    }

    RoadGraph graph() {
        return builder.build(ZoneId.of("UTC"));
    }

    /// A grid of streets, some of them one-way, some missing, at varied speeds.
    static RoadGraph grid(int side, double blockMeters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LittleRoads roads = new LittleRoads();
        for (int i = 0; i < side * side; i++) {
            double wobble = blockMeters * 0.2;
            int column = i % side;
            int row = i / side;
            roads.node(
                    (column - side / 2.0) * blockMeters + random.nextDouble(-wobble, wobble),
                    (row - side / 2.0) * blockMeters + random.nextDouble(-wobble, wobble));
        }
        for (int i = 0; i < side * side; i++) {
            if (i % side + 1 < side) {
                roads.maybe(i, i + 1, random);
            }
            if (i / side + 1 < side) {
                roads.maybe(i, i + side, random);
            }
        }
        return roads.graph();
    }

    private void maybe(int from, int to, SplittableRandom random) {
        double speed = random.nextDouble(3, 15);
        double lot = random.nextDouble();
        if (lot < 0.7) {
            street(from, to, speed);
        } else if (lot < 0.8) {
            oneWay(from, to, speed);
        } else if (lot < 0.9) {
            oneWay(to, from, speed);
        }
    }
}
