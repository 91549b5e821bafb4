package dev.antar.simulator.horizon;

import org.jspecify.annotations.Nullable;

/// Where a driver on his way can turn off.
@FunctionalInterface
public interface Waypoints {

    /// Nobody turns off before he has arrived.
    Waypoints NONE = (_, _, _, _) -> null;

    /// A place on the way, and when he is there.
    record Waypoint(int place, long atMillis) {}

    /// The first place at or after a moment on the way from one place to another, if there is one
    /// before the end.
    @Nullable Waypoint after(int from, int to, long departedAtMillis, long nowMillis);
}
