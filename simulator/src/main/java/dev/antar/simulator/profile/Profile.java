package dev.antar.simulator.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.geo.LatLng;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        node.put("phases", phases(timetable.phases()));
        node.put("hot_spot", hotSpot(scenario.hotSpot()));
        node.put("reconnect_storms", storms(scenario.storms()));
        node.put("phones", phones(scenario.phones()));
        node.put("operators", operators(scenario.operators()));
    }

    private static String phases(List<Phase> phases) {
        return phases.stream()
                .map(
                        phase ->
                                "%s %s%s: jobs × %s, drivers %s"
                                        .formatted(
                                                phase.name(),
                                                phase.ramp() ? "climbs for " : "for ",
                                                time(phase.millis()),
                                                number(phase.jobs()),
                                                percent(phase.drivers())))
                .collect(Collectors.joining("; "));
    }

    private static String hotSpot(Scenario.HotSpot spot) {
        return spot.equals(Scenario.HotSpot.NONE)
                ? "none"
                : percent(spot.drivers()) + " of drivers, " + percent(spot.jobs()) + " of jobs";
    }

    private static String storms(List<Scenario.Storm> storms) {
        return storms.isEmpty()
                ? "none"
                : storms.stream()
                        .map(
                                storm ->
                                        percent(storm.drivers())
                                                + " of drivers after "
                                                + time(storm.atMillis())
                                                + (storm.jitter() ? "" : ", without jitter"))
                        .collect(Collectors.joining("; "));
    }

    private static String phones(Scenario.Phones phones) {
        List<String> odd = new ArrayList<>();
        if (phones.slow() > 0) {
            odd.add(
                    percent(phones.slow())
                            + " slow (a frame in "
                            + time(phones.slowReadMillis())
                            + ")");
        }
        if (phones.silent() > 0) {
            odd.add(percent(phones.silent()) + " silent for " + time(phones.silentForMillis()));
        }
        if (phones.duplicated() > 0) {
            odd.add(percent(phones.duplicated()) + " of fixes duplicated");
        }
        if (phones.reordered() > 0) {
            odd.add(percent(phones.reordered()) + " of fixes reordered");
        }
        if (phones.binary() > 0) {
            odd.add(percent(phones.binary()) + " binary");
        }
        return odd.isEmpty() ? "sound, JSON" : String.join(", ", odd);
    }

    private static String operators(Scenario.Operators operators) {
        return operators.reading()
                + " reading"
                + (operators.stopped() == 0
                        ? ""
                        : ", "
                                + operators.stopped()
                                + " that stop reading after "
                                + time(operators.stopMillis()));
    }

    private static String time(long millis) {
        return Times.write(Duration.ofMillis(millis));
    }

    private static String percent(double share) {
        return number(Math.round(share * 1_000) / 10.0) + " %";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
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
