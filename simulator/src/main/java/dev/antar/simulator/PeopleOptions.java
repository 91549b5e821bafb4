package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.demand.IdleHints;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.Dice;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.lab.Alternation;
import dev.antar.simulator.lab.LabConfig;
import dev.antar.simulator.trace.FleetDriver;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/// Who of a recorded city works, how long, and how everybody behaves.
final class PeopleOptions {

    static final Duration ROUND = Duration.ofSeconds(5);
    static final Duration OFFER = Duration.ofSeconds(15);

    private static final int LONGEST_WAIT_MILLIS = 24 * 3_600_000;

    @Option(
            names = "--fleet-share",
            defaultValue = "1",
            paramLabel = "0..1",
            description = "Share of the fleet that works (default: ${DEFAULT-VALUE}).")
    private double fleetShare;

    @Option(
            names = "--rides-at-once",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "How many rides a driver carries at once, 1 to 20; above 1 all may be shared"
                            + " (default: ${DEFAULT-VALUE}).")
    private int ridesAtOnce;

    @Option(
            names = "--for",
            defaultValue = "24h",
            paramLabel = "TIME",
            description = "How much of the trips to use (default: all of a day's).")
    private Duration span;

    @Option(
            names = "--acceptance",
            defaultValue = "0.9",
            paramLabel = "0..1",
            description = "Share of offers that drivers accept (default: ${DEFAULT-VALUE}).")
    private double acceptance;

    @Option(
            names = "--pickup-distaste",
            defaultValue = "0",
            paramLabel = "0..10",
            description =
                    "By how much the log-odds of accepting fall with each minute to the pickup;"
                            + " 0.05 by a survey (default: ${DEFAULT-VALUE}).")
    private double distaste;

    @Option(
            names = "--hints",
            paramLabel = "0..1",
            description =
                    "Idle drivers get hints where more is asked for than others are there to do,"
                            + " and follow this share of them (default: no hints).")
    private @Nullable Double hints;

    @Option(
            names = "--patience",
            defaultValue = "600s",
            paramLabel = "TIME",
            description =
                    "How long customers wait for a driver to accept, on average (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration patience;

    @Mixin private TravelOptions travel;

    /// Refuses what cannot be, and reads the roads.
    void check() {
        requireShare("--fleet-share", fleetShare);
        requireShare("--acceptance", acceptance);
        Options.require(
                distaste >= 0 && distaste <= 10,
                "--pickup-distaste",
                distaste,
                "must be from 0 to 10");
        if (hints != null) {
            requireShare("--hints", hints);
        }
        Options.require(
                ridesAtOnce >= 1 && ridesAtOnce <= 20,
                "--rides-at-once",
                ridesAtOnce,
                "must be from 1 to 20");
        Options.require(
                span.toMillis() >= 1_000 && span.toHours() <= 24,
                "--for",
                span,
                "must be from 1s to 24h");
        travel.read();
    }

    Duration span() {
        return span;
    }

    /// A share of the fleet: each driver works or does not by his own lot, so that a larger share
    /// has all of a smaller one.
    List<FleetDriver> working(List<FleetDriver> fleet, long seed) {
        List<FleetDriver> working =
                fleet.stream()
                        .filter(d -> Dice.of(seed, "works", d.licence()).nextDouble() < fleetShare)
                        .toList();
        Options.require(
                !working.isEmpty(), "--fleet-share", fleetShare, "leaves no driver of this fleet");
        return working;
    }

    /// What policies leave open.
    DispatchConfig dispatch(Duration round, Duration offer) {
        // Phones may be silent for longer than in production, so that a run is not all fixes.
        return DispatchConfig.defaults()
                .withTravelTimes(travel.times())
                .withHints(hints == null ? null : IdleHints.Settings.usual())
                .withTimes((int) round.toMillis(), (int) offer.toMillis(), LONGEST_WAIT_MILLIS)
                .withSilence(60_000, 120_000, 600_000, 3_600_000);
    }

    /// A lab for these people.
    ///
    /// @param alternation policies that take turns, or null for one that stays
    LabConfig lab(DispatchConfig dispatch, long seed, @Nullable Alternation alternation) {
        DriverBehaviour behaviour =
                DriverBehaviour.usual(travel.streets())
                        .withAcceptance(acceptance)
                        .withDistaste(distaste)
                        .withFixes(Duration.ofSeconds(20), Duration.ofSeconds(45));
        return new LabConfig(
                dispatch,
                behaviour,
                CustomerBehaviour.usual().withPatience(patience),
                seed,
                span.toMillis(),
                travel.graph(),
                alternation,
                ridesAtOnce,
                hints == null ? 0 : hints);
    }

    /// Writes down what was chosen.
    void describe(ObjectNode parameters) {
        parameters.put("fleet_share", fleetShare);
        parameters.put("rides_at_once", ridesAtOnce);
        parameters.put("for_s", span.toSeconds());
        parameters.put("acceptance", acceptance);
        parameters.put("pickup_distaste", distaste);
        parameters.put("patience_s", patience.toSeconds());
        if (hints != null) {
            parameters.put("hints_followed", hints);
        }
        travel.describe(parameters);
    }

    private static void requireShare(String option, double value) {
        Options.require(value >= 0 && value <= 1, option, value, "must be from 0 to 1");
    }
}
