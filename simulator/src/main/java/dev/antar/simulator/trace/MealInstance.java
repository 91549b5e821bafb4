package dev.antar.simulator.trace;

import java.util.List;

/// An instance of the Meal Delivery Routing Problem, in minutes and metres.
///
/// @param name of its folder
public record MealInstance(
        String name,
        Parameters parameters,
        List<Restaurant> restaurants,
        List<Order> orders,
        List<Courier> couriers) {

    public MealInstance {
        restaurants = List.copyOf(restaurants);
        orders = List.copyOf(orders);
        couriers = List.copyOf(couriers);
    }

    /// Speed, service times and pay of the whole day.
    ///
    /// @param pickupMinutes of service at the restaurant, half before and half after the pickup
    /// @param dropoffMinutes of service at the door, half before and half after the dropoff
    /// @param targetMinutes of click-to-door; beyond it is overage
    public record Parameters(
            double metersPerMinute,
            int pickupMinutes,
            int dropoffMinutes,
            int targetMinutes,
            double payPerOrder,
            double payPerHour) {}

    /// Where meals are made.
    public record Restaurant(String name, double x, double y) {}

    /// One meal for one door.
    ///
    /// @param restaurant its index in [MealInstance#restaurants]
    /// @param placedAt when it becomes known
    public record Order(
            String name, double x, double y, int placedAt, int restaurant, int readyAt) {}

    /// A courier and his shift, known in advance.
    ///
    /// @param offAt after this he picks nothing up
    public record Courier(String name, double x, double y, int onAt, int offAt) {}

    /// Minutes between two places: what the straight line takes, rounded up.
    public int minutes(double fromX, double fromY, double toX, double toY) {
        double dx = fromX - toX;
        double dy = fromY - toY;
        return (int) Math.ceil(Math.sqrt(dx * dx + dy * dy) / parameters.metersPerMinute());
    }
}
