package dev.antar.benchmarks.index;

import dev.antar.benchmarks.data.City;

import java.util.Arrays;

/// The judge: looks at every driver of the city, with the haversine formula.
final class Scan {

    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private final City city;

    Scan(City city) {
        this.city = city;
    }

    /// The distances of the `k` nearest, ascending.
    double[] nearestMeters(double lat, double lng, int k, boolean onlyWanted) {
        double[] best = new double[k];
        int count = 0;
        for (int driver = 0; driver < city.drivers(); driver++) {
            // A degree of latitude is never nearer than this: spares most of the trigonometry.
            double north = Math.abs(city.lat(driver) - lat) * 111_000;
            if ((onlyWanted && !city.wanted(driver)) || (count == k && north > best[k - 1])) {
                continue;
            }
            double meters = meters(lat, lng, driver);
            if (count < k) {
                best[count++] = meters;
                Arrays.sort(best, 0, count);
            } else if (meters < best[k - 1]) {
                best[k - 1] = meters;
                Arrays.sort(best);
            }
        }
        return Arrays.copyOf(best, count);
    }

    double meters(double lat, double lng, int driver) {
        double sinLat = Math.sin(Math.toRadians(city.lat(driver) - lat) / 2);
        double sinLng = Math.sin(Math.toRadians(city.lng(driver) - lng) / 2);
        double cosines = Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(city.lat(driver)));
        double h = sinLat * sinLat + cosines * sinLng * sinLng;
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(h));
    }
}
