package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Liveness;

/// What follows when a driver's phone falls silent.
final class LostDrivers {

    private final DispatchConfig config;
    private final Journal journal;
    private final SilenceWatch silence;
    private final OfferEnds ends;
    private final Queueing queueing;
    private final Steps steps;
    private final Watcher watcher;

    LostDrivers(
            DispatchConfig config,
            Journal journal,
            SilenceWatch silence,
            OfferEnds ends,
            Queueing queueing,
            Steps steps,
            Watcher watcher) {
        this.config = config;
        this.journal = journal;
        this.silence = silence;
        this.ends = ends;
        this.queueing = queueing;
        this.steps = steps;
        this.watcher = watcher;
    }

    /// Looks who has fallen silent by now.
    void check() {
        silence.check(journal.nowMillis(), this::fellSilent);
    }

    private void fellSilent(Driver driver) {
        watcher.driverChanged(driver);
        long silent = journal.nowMillis() - driver.heardAtMillis();
        if (driver.liveness() == Liveness.GONE) {
            ends.withdrawOfferTo(driver, WithdrawalReason.DRIVER_GONE);
            queueing.unqueue(driver, UnqueuedReason.UNREACHABLE);
        }
        if (silent > config.releaseMillis() && driver.state() == DriverState.ON_JOB) {
            steps.releaseAllOf(driver);
        }
        if (silent > config.unreachableMillis() && driver.state() == DriverState.IDLE) {
            journal.write(
                    new Event.DriverWentOffline(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            driver.id(),
                            OfflineReason.UNREACHABLE));
        }
    }
}
