package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.MoveBuffer;
import dev.antar.core.geo.CellGrid;

/// Keeps the index of drivers on duty in line with where they are and what they do.
final class Whereabouts {

    private final DriverIndex onDuty;
    private final MoveBuffer moves;

    Whereabouts(CellGrid grid) {
        this.onDuty = new DriverIndex(grid);
        this.moves = new MoveBuffer(onDuty);
    }

    DriverIndex onDuty() {
        return onDuty;
    }

    /// A driver has a new position; the index knows after [#settle].
    void moved(Driver driver) {
        int slot = driver.slot();
        if (onDuty.contains(slot)) {
            moves.move(slot, driver.lat(), driver.lng(), driver.positionAtMillis());
        } else {
            changed(driver);
        }
    }

    void settle() {
        moves.flush();
    }

    /// A driver's state has changed, or whether he is anywhere.
    void changed(Driver driver) {
        settle();
        int slot = driver.slot();
        if (driver.hasPosition()) {
            onDuty.put(slot, driver.lat(), driver.lng(), driver.bits(), driver.positionAtMillis());
        } else {
            onDuty.remove(slot);
        }
    }

    /// What the index is told of a driver has changed, but not where he is.
    void marked(Driver driver) {
        if (onDuty.contains(driver.slot())) {
            onDuty.mark(driver.slot(), driver.bits());
        }
    }
}
