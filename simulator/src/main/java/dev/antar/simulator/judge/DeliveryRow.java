package dev.antar.simulator.judge;

/// One delivered order of a schedule: a line of `schedules/NAME.csv`. Times are of the data set's
/// clock, minutes or milliseconds.
///
/// @param bundle orders picked up together have the same
/// @param decidedAt when the decision that held was taken
/// @param departedAt when the courier left for the pickup
public record DeliveryRow(
        String order,
        String courier,
        int bundle,
        long decidedAt,
        long departedAt,
        long arrivedPickupAt,
        long pickupAt,
        long dropoffAt) {

    boolean sameButForBundle(DeliveryRow other) {
        return other.order.equals(order)
                && other.courier.equals(courier)
                && other.decidedAt == decidedAt
                && other.departedAt == departedAt
                && other.arrivedPickupAt == arrivedPickupAt
                && other.pickupAt == pickupAt
                && other.dropoffAt == dropoffAt;
    }
}
