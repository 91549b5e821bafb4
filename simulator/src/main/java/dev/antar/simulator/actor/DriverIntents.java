package dev.antar.simulator.actor;

/// Takes what drivers do to wherever they are dispatched from.
public interface DriverIntents {

    void intend(DriverActor driver, DriverIntent intent, long nowMillis);
}
