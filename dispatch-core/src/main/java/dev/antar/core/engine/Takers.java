package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import org.agrona.collections.IntHashSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Drivers who hold jobs and may be asked for one more: after those they hold, where the last of
/// these ends, or beside them.
final class Takers {

    private final DriverIndex ends;
    private final IntHashSet sharers = new IntHashSet();

    Takers(CellGrid grid) {
        this.ends = new DriverIndex(grid);
    }

    /// Who may be asked for a job after his, where that ends.
    DriverIndex ends() {
        return ends;
    }

    /// Slots of those who hold jobs that may be shared and have room for one more.
    IntHashSet sharers() {
        return sharers;
    }

    /// Brings a driver in line with what he holds and what the policy allows.
    ///
    /// @param end where his last job ends if he may take one after it, else null
    void settle(Driver driver, boolean mayShare, @Nullable LatLng end, long atMillis) {
        int slot = driver.slot();
        if (mayShare) {
            sharers.add(slot);
        } else {
            sharers.remove(slot);
        }
        // A policy may begin with it later: nobody must be left in the index who is not there.
        if (end != null) {
            ends.put(slot, end.lat(), end.lng(), driver.bits(), atMillis);
        } else {
            ends.remove(slot);
        }
    }

    List<Integer> imageOfSharers() {
        return sharers.stream().sorted().toList();
    }
}
