package dev.antar.benchmarks.peer;

import com.uber.h3core.H3Core;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/// What most people build first: a `ConcurrentHashMap` from h3-java cell to the set of its drivers,
/// one H3 call per fix, and rings of cells for a search.
public final class H3Map implements MovingIndex {

    private static final int RESOLUTION = 9;
    private static final double EDGE_METERS = 174;
    private static final int MAX_RINGS = 60;

    private final H3Core h3;
    private final ConcurrentHashMap<Long, Set<Integer>> drivers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Place> places = new ConcurrentHashMap<>();
    private final IntPredicate wanted;
    private final KNearest nearest = new KNearest();

    private record Place(double lat, double lng, long cell) {}

    public H3Map(IntPredicate wanted) throws IOException {
        h3 = H3Core.newInstance();
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "h3-map";
    }

    @Override
    public void move(int driver, double lat, double lng) {
        long cell = h3.latLngToCell(lat, lng, RESOLUTION);
        Place before = places.put(driver, new Place(lat, lng, cell));
        if (before != null && before.cell != cell) {
            Set<Integer> left = drivers.get(before.cell);
            if (left != null) {
                left.remove(driver);
            }
        }
        if (before == null || before.cell != cell) {
            drivers.computeIfAbsent(cell, _ -> ConcurrentHashMap.newKeySet()).add(driver);
        }
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        long center = h3.latLngToCell(lat, lng, RESOLUTION);
        nearest.reset(k);
        // 0.85: H3's cells are up to so much smaller than their average, and every answer is
        // checked.
        double ringMeters = 0.85 * 1.5 * EDGE_METERS;
        List<List<Long>> rings = List.of();
        for (int ring = 0; ring < MAX_RINGS; ring++) {
            if (ring >= rings.size()) {
                rings = h3.gridDiskDistances(center, Math.max(1, ring * 2));
            }
            for (long cell : rings.get(ring)) {
                for (int driver : drivers.getOrDefault(cell, Set.of())) {
                    Place place = places.get(driver);
                    if (place != null && wanted.test(driver)) {
                        nearest.offer(KNearest.meters(lat, lng, place.lat, place.lng), driver);
                    }
                }
            }
            if (nearest.full() && nearest.worst() <= (ring - 0.5) * ringMeters) {
                break;
            }
        }
        return nearest.copyTo(found);
    }
}
