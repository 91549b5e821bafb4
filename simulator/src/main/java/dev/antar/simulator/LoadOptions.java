package dev.antar.simulator;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

/// Options that stand for keys of a profile; what is typed wins over the file. They are read as
/// text here and checked where the file's values are, so that both are held to the same rules.
/// Their order is said because that of methods is not kept.
final class LoadOptions {

    private final Map<String, String> chosen = new LinkedHashMap<>();

    /// By key, what was typed.
    Map<String, String> chosen() {
        return chosen;
    }

    @Option(
            order = 1,
            names = "--drivers",
            paramLabel = "N",
            description = "Driver sockets (default: 100).")
    void drivers(@Nullable String value) {
        choose("drivers", value);
    }

    @Option(
            order = 2,
            names = "--jobs-per-minute",
            paramLabel = "N",
            description = "How often a job is asked for, on average (default: 30).")
    void jobsPerMinute(@Nullable String value) {
        choose("jobs-per-minute", value);
    }

    @Option(
            order = 3,
            names = "--for",
            paramLabel = "TIME",
            description =
                    "How long jobs are asked for after the warm-up; stretches a profile's phases"
                            + " (default: 5m).")
    void span(@Nullable String value) {
        choose("for", value);
    }

    @Option(
            order = 4,
            names = "--warm-up",
            paramLabel = "TIME",
            description = "Time before that, of which no latency counts (default: 10s).")
    void warmUp(@Nullable String value) {
        choose("warm-up", value);
    }

    @Option(
            order = 5,
            names = "--drain",
            paramLabel = "TIME",
            description = "How long at most open jobs may go on after --for (default: 10m).")
    void drain(@Nullable String value) {
        choose("drain", value);
    }

    @Option(
            order = 6,
            names = "--seed",
            paramLabel = "N",
            description = "Of the city and everybody in it (default: 1).")
    void seed(@Nullable String value) {
        choose("seed", value);
    }

    @Option(
            order = 7,
            names = "--center",
            paramLabel = "LAT,LNG",
            description = "The city's centre (default: 57.7045,11.968).")
    void center(@Nullable String value) {
        choose("center", value);
    }

    @Option(
            order = 8,
            names = "--radius",
            paramLabel = "METRES",
            description = "The city's radius (default: 3000).")
    void radius(@Nullable String value) {
        choose("radius", value);
    }

    @Option(
            order = 9,
            names = "--speed",
            paramLabel = "M/S",
            description =
                    "Average speed of travel; the server should be told the same (default: 6.5).")
    void speed(@Nullable String value) {
        choose("speed", value);
    }

    @Option(
            order = 10,
            names = "--acceptance",
            paramLabel = "0..1",
            description = "Share of offers that drivers accept (default: 0.9).")
    void acceptance(@Nullable String value) {
        choose("acceptance", value);
    }

    @Option(
            order = 11,
            names = "--patience",
            paramLabel = "TIME",
            description =
                    "How long customers wait for a driver to accept, on average (default: 10m).")
    void patience(@Nullable String value) {
        choose("patience", value);
    }

    @Option(
            order = 12,
            names = "--dwell",
            paramLabel = "TIME",
            description = "Standing time at pickup and dropoff (default: 20s).")
    void dwell(@Nullable String value) {
        choose("dwell", value);
    }

    @Option(
            order = 13,
            names = "--fix-interval",
            paramLabel = "TIME",
            description = "Time between a driver's fixes (default: 4s).")
    void fixInterval(@Nullable String value) {
        choose("fix-interval", value);
    }

    @Option(
            order = 14,
            names = "--connects-per-second",
            paramLabel = "N",
            description = "How fast drivers come online (default: 500).")
    void connectsPerSecond(@Nullable String value) {
        choose("connects-per-second", value);
    }

    @Option(
            order = 15,
            names = "--driver-prefix",
            paramLabel = "TEXT",
            description =
                    "Begins every driver's name; runs at the same time need different ones"
                            + " (default: d).")
    void driverPrefix(@Nullable String value) {
        choose("driver-prefix", value);
    }

    private void choose(String key, @Nullable String value) {
        if (value != null) {
            chosen.put(key, value);
        }
    }
}
