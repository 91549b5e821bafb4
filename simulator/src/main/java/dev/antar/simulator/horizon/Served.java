package dev.antar.simulator.horizon;

/// How a job was served, in milliseconds of the case's clock; times that did not come are [#NEVER].
///
/// @param driver his number, or -1 when nobody had it
/// @param visit the pickup visit: jobs picked up in one have the same number
/// @param decidedAt the round whose decision held
/// @param departedAt when the driver left for the pickup
public record Served(
        int driver,
        int visit,
        long decidedAt,
        long departedAt,
        long arrivedAt,
        long pickedUpAt,
        long droppedOffAt) {

    public static final long NEVER = -1;

    static final Served NOT = new Served(-1, -1, NEVER, NEVER, NEVER, NEVER, NEVER);

    public boolean delivered() {
        return droppedOffAt != NEVER;
    }
}
