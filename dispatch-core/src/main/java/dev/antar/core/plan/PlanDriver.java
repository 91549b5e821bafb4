package dev.antar.core.plan;

/// What planning must know of a driver.
///
/// @param capacity how much load he holds at once, at least 1
/// @param pacePercent how long he takes for what [Legs] says, in percent; 200 is half as fast
/// @param place where he begins
/// @param fromMillis before this he does nothing
/// @param endsAtMillis after this he picks nothing up; he may still drop off
public record PlanDriver(
        int capacity, int pacePercent, int place, long fromMillis, long endsAtMillis) {

    public PlanDriver {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity=" + capacity + ": must be at least 1");
        }
        if (pacePercent < 1 || pacePercent > 10_000) {
            throw new IllegalArgumentException(
                    "pacePercent=" + pacePercent + ": must be from 1 to 10000");
        }
        if (endsAtMillis < fromMillis) {
            throw new IllegalArgumentException(
                    "endsAtMillis="
                            + endsAtMillis
                            + ": must not be before fromMillis="
                            + fromMillis);
        }
    }
}
