package dev.antar.simulator.judge;

/// One delivered order of a schedule, in minutes: a line of `schedules/NAME.csv`.
///
/// @param bundle orders picked up together have the same
/// @param decidedAt when the decision that held was taken
/// @param departedAt when the courier left for the restaurant
public record MealRow(
        String order,
        String courier,
        int bundle,
        int decidedAt,
        int departedAt,
        int arrivedPickupAt,
        int pickupAt,
        int dropoffAt) {

    MealRow withBundle(int other) {
        return new MealRow(
                order, courier, other, decidedAt, departedAt, arrivedPickupAt, pickupAt, dropoffAt);
    }
}
