package dev.antar.simulator.trace;

import dev.antar.core.geo.LatLng;

import java.util.List;

/// A day of food delivery in a city. Times are milliseconds since its midnight.
public record CityDay(String city, List<Order> orders, List<Courier> couriers) {

    public CityDay {
        orders = List.copyOf(orders);
        couriers = List.copyOf(couriers);
    }

    /// One order.
    ///
    /// @param promisedAt when the customer was told to expect it
    public record Order(
            String name,
            LatLng pickup,
            LatLng dropoff,
            long placedAt,
            long readyAt,
            long promisedAt) {}

    /// One courier and his shift.
    ///
    /// @param vehicle such as motorcycle, bicycle, car or walking
    public record Courier(String name, String vehicle, LatLng start, long onAt, long offAt) {}
}
