package dev.antar.core.fleet;

import java.util.EnumMap;
import java.util.Map;

/// What the [FixScreen] believes.
///
/// @param futureMillis how far ahead of the region's time a fix may be once the phone's clock is
///   allowed for, 0 to 600,000
/// @param clockOffsetMillis how wrong a phone's clock may be and still be allowed for, 0 to 7 days;
///   a wronger one is taken at its word
/// @param poorAccuracyMeters from here on a position counts as poor, 1 to 10,000
/// @param maxAccuracyMeters beyond this a position is refused, from `poorAccuracyMeters` to 100,000
/// @param noiseMeters GPS noise: a shorter hop is believed whatever its speed, 0 to 10,000
/// @param maxSpeedMps for each kind of vehicle the speed, 1 to 300 m/s, that no driver of it
///   exceeds between two fixes; ferries and trains count
/// @param crowdDrivers how many drivers at exactly the same place are a crowd, 2 to 1,000
public record FixLimits(
        int futureMillis,
        int clockOffsetMillis,
        int poorAccuracyMeters,
        int maxAccuracyMeters,
        int noiseMeters,
        Map<Vehicle, Integer> maxSpeedMps,
        int crowdDrivers) {

    public FixLimits {
        require("futureMillis", futureMillis, 0, 600_000);
        require("clockOffsetMillis", clockOffsetMillis, 0, 7 * 24 * 3_600_000);
        require("poorAccuracyMeters", poorAccuracyMeters, 1, 10_000);
        require("maxAccuracyMeters", maxAccuracyMeters, poorAccuracyMeters, 100_000);
        require("noiseMeters", noiseMeters, 0, 10_000);
        require("crowdDrivers", crowdDrivers, 2, 1_000);
        Map<Vehicle, Integer> speeds = new EnumMap<>(Vehicle.class);
        for (Vehicle vehicle : Vehicle.values()) {
            Integer speed = maxSpeedMps.get(vehicle);
            if (speed == null) {
                throw new IllegalArgumentException("maxSpeedMps=absent: must name " + vehicle);
            }
            require("maxSpeedMps." + vehicle, speed, 1, 300);
            speeds.put(vehicle, speed);
        }
        maxSpeedMps = Map.copyOf(speeds);
    }

    /// 250 km/h for motors, above any road vehicle and far below a teleport; couriers on foot and
    /// on bicycles take a tram or a train now and then.
    public static FixLimits defaults() {
        return new FixLimits(
                10_000,
                24 * 3_600_000,
                100,
                1_000,
                200,
                Map.of(
                        Vehicle.CAR, 70,
                        Vehicle.VAN, 70,
                        Vehicle.MOTORCYCLE, 70,
                        Vehicle.BICYCLE, 30,
                        Vehicle.ON_FOOT, 20),
                5);
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from " + min + " to " + max);
        }
    }
}
