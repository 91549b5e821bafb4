package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.fleet.FixVerdict;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What phones say by themselves: that they live, where they are, what time they have. A single fix
/// is a batch of one, so that both are judged by the same code.
final class PhoneReports {

    /// How many drivers' memory is fetched at once.
    private static final int GROUP = 64;

    private final RegionState state;
    private final SilenceWatch silence;
    private final Watcher watcher;
    private final Consumer<Driver> moved;
    private final FixBatch single = new FixBatch();

    /// @param moved is told of each driver whom a fix moved; the index knows it after the batch
    PhoneReports(RegionState state, SilenceWatch silence, Watcher watcher, Consumer<Driver> moved) {
        this.state = state;
        this.silence = silence;
        this.watcher = watcher;
        this.moved = moved;
    }

    /// Something arrived from the driver's phone.
    void hear(Driver driver, long nowMillis) {
        driver.hear(nowMillis);
        if (driver.liveness() != Liveness.LIVE) {
            driver.becomeAlive(Liveness.LIVE);
            watcher.driverChanged(driver);
            if (driver.onDuty()) {
                silence.watch(driver);
            }
        }
    }

    /// Something arrived from the phone of the driver with this name; null if nobody has it.
    @Nullable Driver hear(DriverId id, long nowMillis) {
        Driver driver = state.roster().find(id);
        if (driver != null) {
            hear(driver, nowMillis);
        }
        return driver;
    }

    /// The driver, just heard, is on duty: from now on his silence means something. Whoever is LIVE
    /// and on duty has a check ahead, so that hearing him need not plan one.
    void watch(Driver driver) {
        silence.watch(driver);
    }

    FixVerdict fix(Driver driver, Fix fix, long nowMillis) {
        single.clear();
        single.add(driver.slot(), fix);
        fixes(single, nowMillis);
        return single.verdict(0);
    }

    void fixes(FixBatch fixes, long nowMillis) {
        Roster roster = state.roster();
        // Several passes: short as the first ones are, the processor fetches many drivers'
        // memory at once, and the last finds it near.
        boolean allKnown = true;
        for (int row = 0; row < fixes.size(); row++) {
            if (known(fixes.slot(row))) {
                hear(roster.at(fixes.slot(row)), nowMillis);
            } else {
                allKnown = false;
            }
        }
        for (int first = 0; first < fixes.size(); first += GROUP) {
            int end = Math.min(fixes.size(), first + GROUP);
            if (allKnown && end - first > 1) {
                state.screen().touch(fixes, first, end);
            }
            for (int row = first; row < end; row++) {
                if (known(fixes.slot(row))) {
                    judge(fixes, row, roster.at(fixes.slot(row)), nowMillis);
                } else {
                    fixes.judge(row, FixVerdict.UNKNOWN_DRIVER, FixQuality.GOOD);
                }
            }
        }
        state.settle();
    }

    private boolean known(int slot) {
        return slot >= 0 && slot < state.roster().size();
    }

    private void judge(FixBatch fixes, int row, Driver driver, long nowMillis) {
        FixQuality before = driver.quality();
        FixVerdict verdict = state.screen().judge(fixes, row, nowMillis);
        if (driver.quality() != before) {
            watcher.qualityChanged(driver, before);
        }
        if (verdict.accepted()) {
            state.moved(driver);
            moved.accept(driver);
        }
    }
}
