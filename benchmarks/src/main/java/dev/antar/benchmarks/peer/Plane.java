package dev.antar.benchmarks.peer;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// What indexes of a flat plane share: positions in metres around the city's centre, kept because a
/// driver can only be taken out where he was put in, and a search in a square that grows until it
/// holds enough wanted drivers.
abstract class Plane implements MovingIndex {

    private static final double CENTER_LAT = 41.05;
    private static final double CENTER_LNG = 29.0;
    private static final double METERS_PER_DEGREE = 111_195.08;
    private static final double METERS_PER_DEGREE_LNG =
            METERS_PER_DEGREE * Math.cos(Math.toRadians(CENTER_LAT));
    private static final double FIRST_REACH_METERS = 100;
    private static final double FARTHEST_METERS = 200_000;

    final IntPredicate wanted;
    final KNearest nearest = new KNearest();
    double[] x = {};
    double[] y = {};
    int drivers;

    private double askedX;
    private double askedY;

    Plane(IntPredicate wanted) {
        this.wanted = wanted;
    }

    static double x(double lng) {
        return (lng - CENTER_LNG) * METERS_PER_DEGREE_LNG;
    }

    static double y(double lat) {
        return (lat - CENTER_LAT) * METERS_PER_DEGREE;
    }

    /// Notes where a driver is; answers whether he was somewhere before.
    final boolean note(int driver, double newX, double newY) {
        if (driver >= x.length) {
            x = Arrays.copyOf(x, Math.max(driver + 1, x.length * 2));
            y = Arrays.copyOf(y, x.length);
        }
        boolean known = driver < drivers;
        drivers = Math.max(drivers, driver + 1);
        x[driver] = newX;
        y[driver] = newY;
        return known;
    }

    /// Calls [#look] for everybody in a square.
    abstract void square(double centerX, double centerY, double reach);

    final void look(int driver) {
        if (wanted.test(driver)) {
            nearest.offer(Math.hypot(x[driver] - askedX, y[driver] - askedY), driver);
        }
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        askedX = x(lng);
        askedY = y(lat);
        for (double reach = FIRST_REACH_METERS; ; reach *= 2) {
            nearest.reset(k);
            square(askedX, askedY, reach);
            if ((nearest.full() && nearest.worst() <= reach) || reach > FARTHEST_METERS) {
                return nearest.copyTo(found);
            }
        }
    }

    @Override
    public double tolerance(double meters) {
        return projectionTolerance(meters);
    }

    /// A degree of longitude is up to 0.4 % shorter or longer within the city.
    static double projectionTolerance(double meters) {
        return 0.1 + 0.006 * meters;
    }
}
