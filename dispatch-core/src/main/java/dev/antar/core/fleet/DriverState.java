package dev.antar.core.fleet;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What a driver is doing. The table below is the whole life cycle: what is not in it cannot
/// happen.
public enum DriverState {
    OFFLINE,
    /// On duty, free.
    IDLE,
    /// Free, asked, and has not answered.
    OFFERED,
    /// Holds a job; may be asked for the next.
    ON_JOB;

    private static final Map<DriverState, Set<DriverState>> NEXT = new EnumMap<>(DriverState.class);

    static {
        NEXT.put(OFFLINE, EnumSet.of(IDLE));
        NEXT.put(IDLE, EnumSet.of(OFFERED, OFFLINE));
        NEXT.put(OFFERED, EnumSet.of(ON_JOB, IDLE));
        // Never straight to OFFLINE: a job in hand is first completed or given up.
        // To OFFERED when his job ends while he is asked for the next.
        NEXT.put(ON_JOB, EnumSet.of(IDLE, OFFERED));
    }

    public boolean canBecome(DriverState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }
}
