package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;

import java.util.Arrays;
import java.util.PriorityQueue;

/// Notices phones that fall silent. Each driver on duty has one check ahead, at the earliest moment
/// at which his silence could have a consequence; hearing from him costs nothing but a stored time.
final class SilenceWatch {

    private record Check(long atMillis, int slot) implements Comparable<Check> {

        @Override
        public int compareTo(Check other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Integer.compare(slot, other.slot);
        }
    }

    /// Told of each driver whose silence has grown beyond a limit.
    interface Listener {

        void fellSilent(Driver driver);
    }

    private static final long NOT_WATCHED = Long.MIN_VALUE;

    private final Roster roster;
    private final int staleMillis;
    private final int goneMillis;
    private final int[] limits;
    private final PriorityQueue<Check> checks = new PriorityQueue<>();

    /// The check of each driver that counts; others in the queue are leftovers.
    private long[] checkAt = new long[64];

    SilenceWatch(DispatchConfig config, Roster roster) {
        this.roster = roster;
        this.staleMillis = config.staleMillis();
        this.goneMillis = config.goneMillis();
        this.limits =
                new int[] {
                    staleMillis, goneMillis, config.releaseMillis(), config.unreachableMillis()
                };
        Arrays.sort(limits);
        Arrays.fill(checkAt, NOT_WATCHED);
    }

    /// Begins to watch a driver who was heard just now.
    void watch(Driver driver) {
        int slot = driver.slot();
        if (slot >= checkAt.length) {
            int old = checkAt.length;
            checkAt = Arrays.copyOf(checkAt, Math.max(slot + 1, old * 2));
            Arrays.fill(checkAt, old, checkAt.length, NOT_WATCHED);
        }
        long at = driver.heardAtMillis() + staleMillis + 1L;
        if (checkAt[slot] == NOT_WATCHED || checkAt[slot] > at) {
            enqueue(at, slot);
        }
    }

    /// Tells of every driver, earliest first, who has crossed a limit by now.
    void check(long nowMillis, Listener listener) {
        for (Check next = checks.peek();
                next != null && next.atMillis <= nowMillis;
                next = checks.peek()) {
            checks.remove();
            if (checkAt[next.slot] != next.atMillis) {
                continue;
            }
            checkAt[next.slot] = NOT_WATCHED;
            Driver driver = roster.at(next.slot);
            if (!driver.onDuty()) {
                continue;
            }
            long silence = nowMillis - driver.heardAtMillis();
            if (silence > staleMillis) {
                driver.becomeAlive(silence > goneMillis ? Liveness.GONE : Liveness.STALE);
                listener.fellSilent(driver);
            }
            if (driver.onDuty()) {
                enqueue(driver.heardAtMillis() + nextLimit(silence) + 1, next.slot);
            }
        }
    }

    private void enqueue(long atMillis, int slot) {
        checkAt[slot] = atMillis;
        checks.add(new Check(atMillis, slot));
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
