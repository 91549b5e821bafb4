package dev.antar.simulator.actor;

import dev.antar.core.fleet.Fix;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.Route;

import org.jspecify.annotations.Nullable;

/// The satellite receiver of a driver's phone: takes fixes now and then, more often on the move.
final class Receiver {

    private static final double ACCURACY_METERS = 8;

    private final DriverBehaviour behaviour;
    private long nextAtMillis = DriverActor.NEVER;
    private long lastMillis = Long.MIN_VALUE;

    Receiver(DriverBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /// When the next fix is due, or [DriverActor#NEVER].
    long nextAtMillis() {
        return nextAtMillis;
    }

    void fixBy(long atMillis) {
        nextAtMillis = atMillis;
    }

    /// The driver begins to move.
    void setsOut(long nowMillis) {
        nextAtMillis = Math.min(nextAtMillis, nowMillis + behaviour.movingFix().toMillis());
    }

    void off() {
        nextAtMillis = DriverActor.NEVER;
    }

    /// Where the driver is, unless that was told in this moment already.
    @Nullable Fix fix(Route route, long nowMillis) {
        boolean moves = route.movesAt(nowMillis);
        nextAtMillis =
                nowMillis + (moves ? behaviour.movingFix() : behaviour.standingFix()).toMillis();
        if (nowMillis <= lastMillis) {
            return null;
        }
        lastMillis = nowMillis;
        return new Fix(
                route.at(nowMillis),
                nowMillis,
                ACCURACY_METERS,
                route.metersPerSecondAt(nowMillis),
                route.headingDegreesAt(nowMillis),
                false);
    }
}
