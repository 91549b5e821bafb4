package dev.antar.simulator.table;

import dev.antar.core.geo.LatLng;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;
import dev.antar.core.plan.PlanRules;
import dev.antar.simulator.horizon.Case;
import dev.antar.simulator.horizon.KnownJob;
import dev.antar.simulator.horizon.PlaceMap;
import dev.antar.simulator.horizon.Waypoints;
import dev.antar.simulator.trace.CityDay;

import java.util.ArrayList;
import java.util.List;

/// A city's day of deliveries in a plane: pickups first, then dropoffs, then where couriers begin.
final class CityCase implements PlaceMap {

    /// How much longer streets are than straight lines, and how fast a motorcycle is.
    static final double CIRCUITY = 1.3;

    static final double METERS_PER_SECOND = 20 / 3.6;
    static final int SERVICE_MILLIS = 120_000;
    static final int LARGEST_BUNDLE = 3;
    static final double METERS_PER_DEGREE = 111_195;

    private final CityDay day;
    private final double[] x;
    private final double[] y;

    CityCase(CityDay day) {
        this.day = day;
        int orders = day.orders().size();
        this.x = new double[2 * orders + day.couriers().size()];
        this.y = new double[x.length];
        LatLng middle = day.orders().getFirst().pickup();
        double shrink = StrictMath.cos(StrictMath.toRadians(middle.lat()));
        for (int i = 0; i < orders; i++) {
            put(i, day.orders().get(i).pickup(), shrink);
            put(orders + i, day.orders().get(i).dropoff(), shrink);
        }
        for (int i = 0; i < day.couriers().size(); i++) {
            put(2 * orders + i, day.couriers().get(i).start(), shrink);
        }
    }

    private void put(int place, LatLng at, double shrink) {
        x[place] = at.lng() * shrink * METERS_PER_DEGREE;
        y[place] = at.lat() * METERS_PER_DEGREE;
    }

    @Override
    public double x(int place) {
        return x[place];
    }

    @Override
    public double y(int place) {
        return y[place];
    }

    double meters(int from, int to) {
        double east = x[from] - x[to];
        double north = y[from] - y[to];
        return CIRCUITY * Math.sqrt(east * east + north * north);
    }

    /// How long a vehicle takes for what a motorcycle takes, percent.
    static int pacePercent(String vehicle) {
        return switch (vehicle) {
            case "bicycle" -> 160;
            case "walking" -> 400;
            default -> 100;
        };
    }

    Case problem() {
        List<KnownJob> jobs = new ArrayList<>();
        int orders = day.orders().size();
        for (int i = 0; i < orders; i++) {
            CityDay.Order order = day.orders().get(i);
            jobs.add(
                    new KnownJob(
                            new PlanJob(
                                    i,
                                    i,
                                    orders + i,
                                    1,
                                    order.readyAt(),
                                    PlanJob.NEVER,
                                    PlanJob.NEVER),
                            order.placedAt()));
        }
        List<PlanDriver> drivers = new ArrayList<>();
        for (int i = 0; i < day.couriers().size(); i++) {
            CityDay.Courier courier = day.couriers().get(i);
            drivers.add(
                    new PlanDriver(
                            LARGEST_BUNDLE,
                            pacePercent(courier.vehicle()),
                            2 * orders + i,
                            courier.onAt(),
                            courier.offAt()));
        }
        return new Case(
                (from, to) -> (int) (meters(from, to) * 1_000 / METERS_PER_SECOND),
                Waypoints.NONE,
                new PlanRules(
                        SERVICE_MILLIS,
                        SERVICE_MILLIS,
                        SERVICE_MILLIS,
                        SERVICE_MILLIS,
                        true,
                        false),
                drivers,
                jobs);
    }
}
