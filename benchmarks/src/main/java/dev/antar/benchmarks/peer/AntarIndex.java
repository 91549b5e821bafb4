package dev.antar.benchmarks.peer;

import dev.antar.core.fleet.DriverBits;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.MoveBuffer;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import java.util.Set;
import java.util.function.IntPredicate;

/// Antar's own index, in the place of its peers. Whom a question wants is idle, drives a car or a
/// van, has a skill, and a fresh position; the others lack one of these. Moves are handed over in
/// batches, as the engine does, and before every search.
public final class AntarIndex implements MovingIndex {

    private static final double ANYWHERE = 30_000_000;
    private static final long NOW = 1_800_000_000_000L;
    private static final DriverFilter WANTED =
            DriverFilter.everybody()
                    .in(DriverState.IDLE)
                    .driving(Set.of(Vehicle.CAR, Vehicle.VAN))
                    .able(0b10)
                    .freshSince(NOW - 30_000);

    private final DriverIndex index = new DriverIndex(new CellGrid(9));
    private final MoveBuffer moves = new MoveBuffer(index);
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
        if (index.contains(driver)) {
            moves.move(driver, lat, lng, NOW);
        } else {
            index.put(driver, lat, lng, bits(driver), NOW);
        }
    }

    @Override
    public void settle() {
        moves.flush();
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        moves.flush();
        index.nearest(new LatLng(lat, lng), k, ANYWHERE, WANTED, nearest);
        for (int i = 0; i < nearest.count(); i++) {
            found[i] = nearest.slot(i);
        }
        return nearest.count();
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    private int bits(int driver) {
        if (wanted.test(driver)) {
            return DriverBits.of(DriverState.IDLE, Vehicle.CAR, 0b11);
        }
        return switch (driver % 3) {
            case 0 -> DriverBits.of(DriverState.ON_JOB, Vehicle.CAR, 0b11);
            case 1 -> DriverBits.of(DriverState.IDLE, Vehicle.BICYCLE, 0b11);
            default -> DriverBits.of(DriverState.IDLE, Vehicle.CAR, 0b01);
        };
    }
}
