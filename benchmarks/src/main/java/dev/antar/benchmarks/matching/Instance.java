package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.data.City;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;

import java.util.Random;

/// Jobs, drivers and what each pair costs in a clustered city: milliseconds to the pickup, each job
/// with its nearest drivers, cheapest first. Three of four jobs are where drivers are; the fourth
/// is one of a crowd of fifty within some 200 m, as when theatres close.
final class Instance {

    /// What it costs to leave a job unmatched.
    static final int UNMATCHED_MILLIS = 900_000;

    private static final int CROWD = 50;
    private static final double CROWD_DEGREES = 0.0018;
    private static final StraightLine TIMES = new StraightLine(6.5, 1.3);

    final int jobs;
    final int drivers;

    /// By job: its drivers and their costs, cheapest first.
    final int[][] driver;

    final int[][] cost;

    /// @param most how many of each job's nearest drivers are worked out
    Instance(int jobs, int drivers, int most, long seed) {
        this.jobs = jobs;
        this.drivers = drivers;
        driver = new int[jobs][];
        cost = new int[jobs][];
        City city = new City(drivers, seed);
        DriverIndex index = new DriverIndex(new CellGrid(9));
        for (int d = 0; d < drivers; d++) {
            index.move(d, city.lat(d), city.lng(d));
        }
        City.Moves pickups = city.ask(jobs);
        Random crowds = new Random(seed);
        int crowd = 0;
        for (int j = 0; j < jobs; j += 4) {
            crowd = j % (4 * CROWD) == 0 ? crowds.nextInt(drivers) : crowd;
            pickups.lat()[j] = city.lat(crowd) + crowds.nextGaussian() * CROWD_DEGREES;
            pickups.lng()[j] = city.lng(crowd) + crowds.nextGaussian() * CROWD_DEGREES;
        }
        NearestDrivers found = new NearestDrivers();
        double reach = TIMES.reachMeters(UNMATCHED_MILLIS);
        for (int j = 0; j < jobs; j++) {
            LatLng pickup = new LatLng(pickups.lat()[j], pickups.lng()[j]);
            index.nearest(pickup, most, reach, DriverFilter.everybody(), found);
            driver[j] = new int[found.count()];
            cost[j] = new int[found.count()];
            for (int i = 0; i < found.count(); i++) {
                driver[j][i] = found.slot(i);
                cost[j][i] = TIMES.lowerBoundMillis(found.meters(i));
            }
        }
    }

    /// How many drivers the job has when it is given at most so many.
    int count(int job, int atMost) {
        return Math.min(atMost, driver[job].length);
    }
}
