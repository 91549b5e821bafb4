package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;

import java.util.Arrays;
import java.util.List;

/// Notices phones that fall silent, judged by when something arrived. Each driver on duty has one
/// check ahead, at the earliest moment at which his silence could have a consequence; hearing from
/// him costs nothing but a stored time.
final class SilenceWatch {

    /// Told of each driver whose silence has grown beyond a limit.
    interface Listener {

        void fellSilent(Driver driver);
    }

    private final Roster roster;
    private final int staleMillis;
    private final int goneMillis;
    private final int[] limits;
    private final DeadlineWheel checks = new DeadlineWheel();

    SilenceWatch(DispatchConfig config, Roster roster) {
        this.roster = roster;
        this.staleMillis = config.staleMillis();
        this.goneMillis = config.goneMillis();
        this.limits =
                new int[] {
                    staleMillis, goneMillis, config.releaseMillis(), config.unreachableMillis()
                };
        Arrays.sort(limits);
    }

    /// Begins to watch a driver who was heard just now.
    void watch(Driver driver) {
        long at = driver.heardAtMillis() + staleMillis + 1L;
        long planned = checks.deadline(driver.slot());
        if (planned == DeadlineWheel.NONE || planned > at) {
            checks.set(driver.slot(), at);
        }
    }

    /// When the driver is looked at next, epoch milliseconds, or [DeadlineWheel#NONE].
    long imageOf(int slot) {
        return checks.deadline(slot);
    }

    /// Until when everybody was looked at who was due.
    long sweptTick() {
        return checks.sweptTick();
    }

    /// Goes on from an image.
    ///
    /// @param atMillis when each slot is looked at next
    void restore(long sweptTick, List<Long> atMillis) {
        checks.restore(sweptTick);
        for (int slot = 0; slot < atMillis.size(); slot++) {
            if (atMillis.get(slot) != DeadlineWheel.NONE) {
                checks.set(slot, atMillis.get(slot));
            }
        }
    }

    /// Tells of every driver, earliest first, who has crossed a limit by now.
    void check(long nowMillis, Listener listener) {
        int due = checks.sweep(nowMillis);
        for (int i = 0; i < due; i++) {
            Driver driver = roster.at(checks.due(i));
            if (!driver.onDuty()) {
                continue;
            }
            long silence = nowMillis - driver.heardAtMillis();
            if (silence > staleMillis) {
                driver.becomeAlive(silence > goneMillis ? Liveness.GONE : Liveness.STALE);
                listener.fellSilent(driver);
            }
            if (driver.onDuty()) {
                checks.set(driver.slot(), driver.heardAtMillis() + nextLimit(silence) + 1);
            }
        }
    }

    /// The shortest silence with a consequence that has not come yet.
    private long nextLimit(long silence) {
        for (int limit : limits) {
            if (limit >= silence) {
                return limit;
            }
        }
        // Only a driver with a passenger gets here; look again after as long once more.
        return silence + limits[limits.length - 1];
    }
}
