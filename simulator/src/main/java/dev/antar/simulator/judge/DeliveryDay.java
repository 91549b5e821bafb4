package dev.antar.simulator.judge;

import java.util.List;

/// What a judge must know of a day of deliveries. Times and service times are of the data set's
/// clock, minutes or milliseconds.
///
/// @param pickupBefore from arrival until the pickup can happen
/// @param pickupAfter from the pickup until the courier can leave
/// @param largestBundle how many orders a courier may hold
public record DeliveryDay(
        List<Order> orders,
        List<Courier> couriers,
        Travel travel,
        long pickupBefore,
        long pickupAfter,
        long dropoffBefore,
        long dropoffAfter,
        int largestBundle) {

    public DeliveryDay {
        orders = List.copyOf(orders);
        couriers = List.copyOf(couriers);
    }

    /// A place: metres east and north, or degrees of longitude and latitude, as the data set has
    /// them.
    public record Place(double x, double y) {}

    /// One order; its pickup is at its restaurant.
    public record Order(String name, Place pickup, Place dropoff, long placedAt, long readyAt) {}

    /// One courier and his shift.
    ///
    /// @param offAt after this he picks nothing up
    public record Courier(String name, Place start, long onAt, long offAt) {}

    /// How long a courier travels.
    @FunctionalInterface
    public interface Travel {
        long time(Courier courier, Place from, Place to);
    }
}
