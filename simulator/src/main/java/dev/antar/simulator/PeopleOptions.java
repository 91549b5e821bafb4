package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.policy.Policy;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.Dice;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.lab.LabConfig;
import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.FleetCsv;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;
import dev.antar.simulator.trace.TripsCsv;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A recorded city: who asks, who drives, and how everybody behaves.
final class CityOptions {

    private static final int ROUND_MILLIS = 5_000;
    private static final int OFFER_MILLIS = 15_000;

    @Option(
            names = "--trips",
            required = true,
            paramLabel = "FILE",
            description =
                    "Trips: pickup_time, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng,"
                            + " passengers.")
    private Path trips = Path.of("");

    @Option(
            names = "--drivers",
            required = true,
            paramLabel = "FILE",
            description = "Fleet: licence, start_time, lat, lng, capacity.")
    private Path drivers = Path.of("");

    @Option(
            names = "--fleet-share",
            defaultValue = "1",
            paramLabel = "0..1",
            description = "Share of the fleet that works (default: ${DEFAULT-VALUE}).")
    private double fleetShare;

    @Option(
            names = "--for",
            defaultValue = "24h",
            paramLabel = "TIME",
            description = "How much of the trips to use (default: all of a day's).")
    private Duration span = Duration.ofHours(24);

    @Option(
            names = "--acceptance",
            defaultValue = "0.9",
            paramLabel = "0..1",
            description = "Share of offers that drivers accept (default: ${DEFAULT-VALUE}).")
    private double acceptance;

    @Option(
            names = "--patience",
            defaultValue = "600s",
            paramLabel = "TIME",
            description =
                    "How long customers wait for a driver to accept, on average (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ofMinutes(10);

    @Mixin private TravelOptions travel;

    /// Refuses what cannot be, and reads the roads.
    void check() {
        requireShare("--fleet-share", fleetShare);
        requireShare("--acceptance", acceptance);
        Options.require(
                span.toMillis() >= 1_000 && span.toHours() <= 24,
                "--for",
                span,
                "must be from 1s to 24h");
        travel.read();
    }

    List<Trip> demand() {
        try {
            return TripsCsv.read(trips);
        } catch (BadFile e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
    }

    List<FleetDriver> fleet() {
        try {
            return FleetCsv.read(drivers);
        } catch (BadFile e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
    }

    /// A share of the fleet: each driver works or does not by his own lot, so that a larger share
    /// has all of a smaller one.
    List<FleetDriver> working(List<FleetDriver> fleet, long seed) {
        return fleet.stream()
                .filter(d -> Dice.of(seed, "works", d.licence()).nextDouble() < fleetShare)
                .toList();
    }

    LabConfig lab(Policy policy, long seed) {
        // Phones may be silent for longer than in production, so that a run is not all fixes.
        DispatchConfig dispatch =
                DispatchConfig.defaults()
                        .withTravelTimes(travel.times())
                        .withTimes(ROUND_MILLIS, OFFER_MILLIS, 24 * 3_600_000)
                        .withSilence(60_000, 120_000, 600_000, 3_600_000)
                        .with(policy);
        DriverBehaviour behaviour =
                DriverBehaviour.usual(travel.streets())
                        .withAcceptance(acceptance)
                        .withFixes(Duration.ofSeconds(20), Duration.ofSeconds(45));
        return new LabConfig(
                dispatch,
                behaviour,
                CustomerBehaviour.usual().withPatience(patience),
                seed,
                span.toMillis(),
                travel.graph());
    }

    /// Writes down what was chosen.
    void describe(ObjectNode parameters) {
        parameters.put("trips", trips.toString());
        parameters.put("drivers", drivers.toString());
        parameters.put("fleet_share", fleetShare);
        parameters.put("for_s", span.toSeconds());
        parameters.put("acceptance", acceptance);
        parameters.put("patience_s", patience.toSeconds());
        travel.describe(parameters);
    }

    private static void requireShare(String option, double value) {
        Options.require(value >= 0 && value <= 1, option, value, "must be from 0 to 1");
    }
}
