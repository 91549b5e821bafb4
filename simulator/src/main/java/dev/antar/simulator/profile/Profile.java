package dev.antar.simulator.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.geo.LatLng;

import java.time.Duration;
import java.util.List;

/// A load run, all of it chosen.
///
/// @param name the file's, or `steady` where there is none
/// @param seed of the city and everybody in it
/// @param thresholds what must hold for the run to pass
public record Profile(
        String name,
        Scenario scenario,
        City city,
        Habits habits,
        long seed,
        List<Threshold> thresholds) {

    public Profile {
        thresholds = List.copyOf(thresholds);
    }

    /// Names every choice, as a report shows it.
    public void put(ObjectNode node) {
        Timetable timetable = scenario.timetable();
        node.put("drivers", scenario.drivers());
        node.put("jobs_per_minute", scenario.jobsPerMinute());
        node.put("for_s", (timetable.endMillis() - timetable.warmUpMillis()) / 1_000);
        node.put("warm_up_s", timetable.warmUpMillis() / 1_000);
        node.put("drain_s", timetable.drainMillis() / 1_000);
        node.put("seed", seed);
        node.put("center", city.center().lat() + "," + city.center().lng());
        node.put("radius_m", city.radiusMeters());
        node.put("speed_mps", city.speed());
        node.put("acceptance", habits.acceptance());
        node.put("patience_s", habits.patience().toSeconds());
        node.put("dwell_s", habits.dwell().toSeconds());
        node.put("fix_interval_ms", habits.fixInterval().toMillis());
        node.put("connects_per_second", scenario.connectsPerSecond());
        node.put("phases", shown(timetable.phases()));
        node.put("hot_spot", shown(scenario.hotSpot()));
        node.put("reconnect_storms", shown(scenario.storms()));
        node.put("phones", shown(scenario.phones()));
        node.put("operators", shown(scenario.operators()));
    }

    /// Records as they print themselves, without their class.
    private static String shown(Object value) {
        return String.valueOf(value)
                .replaceAll("[A-Z]\\w*\\[", "")
                .replace("]", "")
                .replace("[", "");
    }

    /// Where it happens.
    ///
    /// @param speed average speed of travel, metres per second
    public record City(LatLng center, double radiusMeters, double speed) {}

    /// What people are like.
    ///
    /// @param acceptance share of offers that drivers accept, 0 to 1
    /// @param patience how long customers wait for a driver to accept, on average
    /// @param dwell standing time at pickup and dropoff
    /// @param fixInterval time between a driver's fixes
    public record Habits(
            double acceptance, Duration patience, Duration dwell, Duration fixInterval) {}
}
