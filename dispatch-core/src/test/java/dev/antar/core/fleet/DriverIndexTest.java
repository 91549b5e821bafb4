package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.geo.SpherePoint;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// The index against the obvious slow version: a scan of everybody.
class DriverIndexTest {

    private static final double ANYWHERE = 30_000_000;
    private static final DriverFilter EVERYBODY = DriverFilter.everybody();

    /// Where geometry is hard, and one ordinary city.
    enum Place {
        CITY(57.7, 11.97, 9),
        ANTIMERIDIAN(-16.5, 180, 9),
        NORTH_POLE(90, 0, 8),
        SOUTH_POLE(-89.999, -120, 8),
        PENTAGON(64.7, 10.536, 8),
        OCEAN(-48.9, -123.4, 6);

        private final double lat;
        private final double lng;
        private final int resolution;

        Place(double lat, double lng, int resolution) {
            this.lat = lat;
            this.lng = lng;
            this.resolution = resolution;
        }

        LatLng center() {
            return new LatLng(lat, lng);
        }
    }

    record City(Place place, long seed, int drivers, double spreadMeters) {}

    @Provide
    Arbitrary<City> cities() {
        return Combinators.combine(
                        Arbitraries.of(Place.class),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.of(1.0, 300.0, 3_000.0, 30_000.0))
                .as(City::new);
    }

    @Property(tries = 2_000)
    void nearestAreThoseOfAScan(
            @ForAll("cities") City city, @ForAll @IntRange(min = 0, max = 40) int k) {
        Random random = new Random(city.seed);
        DriverIndex index = index(city.place.resolution);
        Map<Integer, LatLng> positions = new TreeMap<>();
        for (int step = 0; step < city.drivers * 2; step++) {
            int slot = random.nextInt(Math.max(1, city.drivers));
            if (random.nextInt(10) == 0) {
                index.remove(slot);
                positions.remove(slot);
            } else {
                LatLng position = near(city.place.center(), city.spreadMeters, random);
                index.move(slot, position.lat(), position.lng());
                positions.put(slot, position);
            }
        }
        int modulus = 1 + random.nextInt(4);
        IntPredicate filter = slot -> slot % modulus == 0;
        double maxMeters = random.nextBoolean() ? ANYWHERE : random.nextDouble(10_000);
        for (int question = 0; question < 3; question++) {
            LatLng place = near(city.place.center(), city.spreadMeters * 1.5, random);

            NearestDrivers found = new NearestDrivers();
            index.nearest(place, k, maxMeters, EVERYBODY, filter, found);

            assertSameAsScan(positions, place, k, maxMeters, filter, found);
        }
        assertEquals(positions.size(), index.size());
    }

    @Property(tries = 2_000)
    void whereNobodyIsSaidToBeNeitherASearchNorAScanFindsAnybody(
            @ForAll("cities") City city, @ForAll @DoubleRange(max = 100_000) double maxMeters) {
        Random random = new Random(city.seed);
        DriverIndex index = index(city.place.resolution);
        List<LatLng> positions = new ArrayList<>();
        for (int slot = 0; slot < city.drivers; slot++) {
            LatLng position = near(city.place.center(), city.spreadMeters, random);
            index.move(slot, position.lat(), position.lng());
            positions.add(position);
        }
        LatLng place = near(city.place.center(), 100_000, random);

        if (index.nobodyWithin(place, maxMeters)) {
            NearestDrivers found = new NearestDrivers();
            index.nearest(place, 1, maxMeters, EVERYBODY, found);
            assertEquals(0, found.count());
            for (LatLng position : positions) {
                assertTrue(position.metersTo(place) > maxMeters - 0.05, position::toString);
            }
        }
    }

    @Test
    void whereEverybodyIsFarAwayNobodyIsSaidToBe() {
        for (Place place : Place.values()) {
            DriverIndex index = index(place.resolution);
            LatLng center = place.center();
            assertTrue(index.nobodyWithin(center, ANYWHERE));

            index.move(0, center.lat(), center.lng());
            LatLng otherSide =
                    new LatLng(-center.lat(), center.lng() + (center.lng() > 0 ? -180 : 180));
            assertTrue(index.nobodyWithin(otherSide, 1_000_000), place::name);
            assertFalse(index.nobodyWithin(center, 1), place::name);

            index.remove(0);
            assertTrue(index.nobodyWithin(center, 1), place::name);
        }
    }

    @Test
    void driversAtOnePointComeInOrderOfSlot() {
        DriverIndex index = index(9);
        LatLng point = new LatLng(1, 1);
        for (int slot : new int[] {5, 3, 9, 1, 7}) {
            index.move(slot, point.lat(), point.lng());
        }

        NearestDrivers found = new NearestDrivers();
        index.nearest(point, 3, ANYWHERE, EVERYBODY, found);

        assertEquals(List.of(1, 3, 5), slots(found));
    }

    @Test
    void movingIntoAnotherCellLeavesNothingBehind() {
        DriverIndex index = index(9);
        index.move(0, 10, 10);
        index.move(0, 10.1, 10);

        NearestDrivers found = new NearestDrivers();
        index.nearest(new LatLng(10, 10), 5, 1_000, EVERYBODY, found);

        assertEquals(0, found.count());
        assertEquals(1, index.size());
    }

    @Test
    void removedDriverIsGoneAndRemovingTwiceIsHarmless() {
        DriverIndex index = index(9);
        index.move(2, 10, 10);

        index.remove(2);
        index.remove(2);
        index.remove(4_711);

        assertFalse(index.contains(2));
        assertEquals(0, index.size());
    }

    @Test
    void answersDoNotDependOnTheOrderOfMoves() {
        Random random = new Random(7);
        List<LatLng> positions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            positions.add(near(Place.CITY.center(), 2_000, random));
        }
        DriverIndex forward = index(9);
        DriverIndex backward = index(9);
        for (int i = 0; i < 500; i++) {
            forward.move(i, positions.get(i).lat(), positions.get(i).lng());
            LatLng last = positions.get(499 - i);
            backward.move(499 - i, last.lat(), last.lng());
        }

        NearestDrivers one = new NearestDrivers();
        NearestDrivers other = new NearestDrivers();
        forward.nearest(Place.CITY.center(), 50, ANYWHERE, EVERYBODY, one);
        backward.nearest(Place.CITY.center(), 50, ANYWHERE, EVERYBODY, other);

        assertEquals(slots(one), slots(other));
    }

    /// The same drivers in the same order: whole numbers leave no room for rounding.
    private static void assertSameAsScan(
            Map<Integer, LatLng> positions,
            LatLng place,
            int k,
            double maxMeters,
            IntPredicate filter,
            NearestDrivers found) {
        List<Integer> expected =
                positions.keySet().stream()
                        .filter(filter::test)
                        .filter(slot -> chordSquared(positions, slot, place) <= limit(maxMeters))
                        .sorted(
                                Comparator.<Integer>comparingLong(
                                                slot -> chordSquared(positions, slot, place))
                                        .thenComparing(slot -> slot))
                        .limit(k)
                        .toList();
        assertEquals(expected, slots(found));
        for (int i = 0; i < found.count(); i++) {
            double meters = Objects.requireNonNull(positions.get(found.slot(i))).metersTo(place);
            assertEquals(meters, found.meters(i), 0.02);
            assertTrue(found.atLeastMeters(i) <= meters);
        }
    }

    private static long chordSquared(Map<Integer, LatLng> positions, int slot, LatLng place) {
        LatLng position = Objects.requireNonNull(positions.get(slot));
        SpherePoint a = new SpherePoint().set(position.lat(), position.lng());
        SpherePoint b = new SpherePoint().set(place.lat(), place.lng());
        long dx = (long) a.wholeX() - b.wholeX();
        long dy = (long) a.wholeY() - b.wholeY();
        long dz = (long) a.wholeZ() - b.wholeZ();
        return dx * dx + dy * dy + dz * dz;
    }

    private static long limit(double maxMeters) {
        double chord = GreatCircle.metersToChord(maxMeters) * SpherePoint.ONE;
        return (long) (chord * chord);
    }

    private static DriverIndex index(int resolution) {
        return new DriverIndex(new CellGrid(resolution));
    }

    private static List<Integer> slots(NearestDrivers found) {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            slots.add(found.slot(i));
        }
        return slots;
    }

    /// A point within so many metres of the centre, also across a pole or the antimeridian.
    private static LatLng near(LatLng center, double meters, Random random) {
        double bearing = random.nextDouble() * 2 * Math.PI;
        double angle = random.nextDouble() * meters / 6_371_008.8;
        double lat = Math.toRadians(center.lat());
        double lat2 =
                Math.asin(
                        Math.sin(lat) * Math.cos(angle)
                                + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing));
        double lng2 =
                Math.toRadians(center.lng())
                        + Math.atan2(
                                Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
                                Math.cos(angle) - Math.sin(lat) * Math.sin(lat2));
        double degrees = Math.toDegrees(lng2);
        double wrapped = degrees - 360 * Math.floor((degrees + 180) / 360);
        return new LatLng(
                Math.max(-90, Math.min(90, Math.toDegrees(lat2))),
                Math.max(-180, Math.min(180, wrapped)));
    }
}
