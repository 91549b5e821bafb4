package dev.antar.benchmarks.peer;

import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.CellTable;
import dev.antar.core.geo.LatLng;

import java.util.function.IntPredicate;

/// Antar's own index, in the place of its peers.
public final class AntarIndex implements MovingIndex {

    private static final double ANYWHERE = 30_000_000;

    private final DriverIndex index = new DriverIndex(new CellTable(new CellGrid(9)));
    private final NearestDrivers nearest = new NearestDrivers();
    private final IntPredicate wanted;

    public AntarIndex(IntPredicate wanted) {
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "antar";
    }

    @Override
    public void move(int driver, double lat, double lng) {
        index.move(driver, new LatLng(lat, lng));
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        index.nearest(new LatLng(lat, lng), k, ANYWHERE, wanted, nearest);
        for (int i = 0; i < nearest.count(); i++) {
            found[i] = nearest.slot(i);
        }
        return nearest.count();
    }
}
