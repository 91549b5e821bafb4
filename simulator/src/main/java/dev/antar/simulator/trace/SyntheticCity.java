package dev.antar.simulator.trace;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.core.travel.road.RoadPoint;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A city made up from a seed: a centre where much begins and ends, a few other hot spots, and the
/// rest spread around.
///
/// @param radiusMeters how far from the centre anything happens
/// @param longestTripMeters how far from its pickup a trip ends at most
/// @param roads at which everything happens, or null for anywhere
public record SyntheticCity(
        LatLng center,
        double radiusMeters,
        double longestTripMeters,
        long seed,
        @Nullable RoadGraph roads) {

    private static final double METERS_PER_DEGREE = 111_195;
    private static final int HOT_SPOTS = 5;
    private static final double HOT_SHARE = 0.6;
    private static final double SHORTEST_TRIP = 0.25;
    private static final int TRIES = 20;
    private static final double FAR_FROM_ROADS_METERS = 1_000;

    /// A city whose trips go anywhere.
    public SyntheticCity(LatLng center, double radiusMeters, long seed) {
        this(center, radiusMeters, 2 * radiusMeters, seed);
    }

    /// A city without roads.
    public SyntheticCity(LatLng center, double radiusMeters, double longestTripMeters, long seed) {
        this(center, radiusMeters, longestTripMeters, seed, null);
    }

    public SyntheticCity {
        if (!(radiusMeters >= 100 && radiusMeters <= 100_000)) {
            throw new IllegalArgumentException(
                    "radius=" + radiusMeters + ": must be from 100 to 100000 metres");
        }
    }

    /// A place where a driver may be.
    public LatLng place(SplittableRandom random) {
        return atRoad(random.nextDouble() < HOT_SHARE ? nearHotSpot(random) : anywhere(random));
    }

    /// A trip's two ends, not too near to each other.
    public LatLng destination(LatLng pickup, SplittableRandom random) {
        boolean local = longestTripMeters < radiusMeters;
        double shortest = SHORTEST_TRIP * Math.min(radiusMeters, longestTripMeters);
        LatLng end = pickup;
        for (int i = 0; i < TRIES && pickup.metersTo(end) < shortest; i++) {
            end = local ? atRoad(within(pickup, longestTripMeters, random)) : place(random);
        }
        return end.equals(pickup) ? center : end;
    }

    /// Trips over an hour from a moment on, busiest in its middle.
    public List<Trip> trips(int count, long fromMillis, long spanMillis) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double when = (random.nextDouble() + random.nextDouble()) / 2;
            LatLng pickup = place(random);
            trips.add(
                    new Trip(
                            fromMillis + (long) (when * spanMillis) / 1_000 * 1_000,
                            pickup,
                            destination(pickup, random),
                            1 + random.nextInt(3)));
        }
        trips.sort((a, b) -> Long.compare(a.requestedAtMillis(), b.requestedAtMillis()));
        return trips;
    }

    /// Drivers who begin within the first minutes.
    public List<FleetDriver> fleet(int count, long fromMillis) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<FleetDriver> fleet = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fleet.add(
                    new FleetDriver(
                            "d" + (i + 1),
                            fromMillis + random.nextInt(300) * 1_000L,
                            place(random),
                            4));
        }
        return fleet;
    }

    private LatLng atRoad(LatLng place) {
        RoadGraph graph = roads;
        RoadPoint road = graph == null ? null : graph.snap(place, FAR_FROM_ROADS_METERS);
        return road == null
                ? place
                : new LatLng(rounded(road.place().lat()), rounded(road.place().lng()));
    }

    private LatLng nearHotSpot(SplittableRandom random) {
        int spot = random.nextInt(HOT_SPOTS + 1);
        SplittableRandom fixed = new SplittableRandom(seed * 31 + spot);
        LatLng middle = spot == 0 ? center : within(center, radiusMeters * 0.8, fixed);
        return within(middle, radiusMeters * 0.15, random);
    }

    private LatLng anywhere(SplittableRandom random) {
        return within(center, radiusMeters, random);
    }

    private static LatLng within(LatLng middle, double meters, SplittableRandom random) {
        double distance = meters * Math.sqrt(random.nextDouble()) / METERS_PER_DEGREE;
        double angle = 2 * Math.PI * random.nextDouble();
        double shrink = Math.max(0.01, StrictMath.cos(StrictMath.toRadians(middle.lat())));
        return new LatLng(
                rounded(Math.clamp(middle.lat() + distance * StrictMath.cos(angle), -90, 90)),
                rounded(
                        Math.clamp(
                                middle.lng() + distance * StrictMath.sin(angle) / shrink,
                                -180,
                                180)));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
