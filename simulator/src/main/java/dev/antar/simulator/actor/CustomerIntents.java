package dev.antar.simulator.actor;

/// Takes what customers do to wherever they are served from.
public interface CustomerIntents {

    void intend(CustomerActor customer, CustomerIntent intent, long nowMillis);
}
