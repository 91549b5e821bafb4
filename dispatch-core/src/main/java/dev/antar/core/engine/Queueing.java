package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;

/// Drivers come into the lines of zones and leave them.
final class Queueing {

    private final RegionState state;
    private final Journal journal;

    Queueing(RegionState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    /// A free driver moved: he may have come into a line, or left it.
    void lineUp(Driver driver) {
        Lines lines = state.lines();
        if (lines.isEmpty() || driver.state() == DriverState.ON_JOB || driver.paused()) {
            return;
        }
        switch (lines.moved(driver, journal.nowMillis())) {
            case STAYS -> {}
            case JOINS ->
                    journal.write(
                            new Event.DriverQueued(
                                    journal.nextSeq(),
                                    journal.nowMillis(),
                                    driver.id(),
                                    lines.zoneAt(driver)));
            case LEAVES -> unqueue(driver, UnqueuedReason.LEFT);
        }
    }

    void unqueue(Driver driver, UnqueuedReason reason) {
        String zone = state.lines().zoneOf(driver.slot());
        if (zone != null) {
            journal.write(
                    new Event.DriverUnqueued(
                            journal.nextSeq(), journal.nowMillis(), driver.id(), zone, reason));
        }
    }
}
