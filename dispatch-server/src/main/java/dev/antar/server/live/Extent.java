package dev.antar.server.live;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Where nearly everything of a region is, so that a map knows where to begin without being shown
/// all of it.
final class Extent {

    /// This share of things at each side may lie outside: a few that are far away from all others
    /// must not make the map show the continent.
    private static final double OUTLIERS = 0.04;

    private Extent() {}

    /// Where a tile is, seen from the centre, and how much is in it.
    private record Heap(double east, double north, Bounds bounds, int size) {}

    /// Bounds of all but the outliers.
    ///
    /// @param center from which longitudes are counted, so that ±180 is no edge
    /// @return null while nothing is anywhere
    static @Nullable Bounds of(LatLng center, List<Layer> layers) {
        List<Heap> heaps = new ArrayList<>();
        long total = 0;
        for (Layer layer : layers) {
            for (Tile tile : layer.all()) {
                Bounds b = tile.bounds();
                double middle = b.west() + b.widthDegrees() / 2;
                double east = Bounds.turn(center.lng(), middle);
                heaps.add(new Heap(east, b.middleLat(), b, tile.size()));
                total += tile.size();
            }
        }
        if (total == 0) {
            return null;
        }
        Heap south = bySide(heaps, Heap::north, 1, total);
        Heap north = bySide(heaps, Heap::north, -1, total);
        Heap west = bySide(heaps, Heap::east, 1, total);
        Heap east = bySide(heaps, Heap::east, -1, total);
        double from = center.lng() + west.east - west.bounds.widthDegrees() / 2;
        double to = center.lng() + east.east + east.bounds.widthDegrees() / 2;
        return new Bounds(
                Bounds.normal(from),
                south.bounds.south(),
                Math.min(360, to - from),
                north.bounds.north());
    }

    /// The first heap from one side that is no outlier.
    private static Heap bySide(
            List<Heap> heaps, ToDoubleFunction<Heap> place, int direction, long total) {
        heaps.sort(Comparator.comparingDouble(heap -> direction * place.applyAsDouble(heap)));
        long passed = 0;
        for (Heap heap : heaps) {
            passed += heap.size;
            if (passed > total * OUTLIERS) {
                return heap;
            }
        }
        return heaps.getLast();
    }
}
