package dev.antar.simulator.behaviour;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import java.time.Duration;
import java.util.SplittableRandom;

/// How the drivers of a run behave. Who likes which job differs from driver to driver and job to
/// job, but is the same for every policy.
///
/// @param acceptance probability that an offer is accepted, 0 to 1; with a pickup where the driver
///   is
/// @param distaste by how much the log-odds of accepting fall with each minute to the pickup, 0 to
///   10; 0 where the way does not matter, 0.05 by a survey (Ashkrof, Correia, Cats, van Arem 2022)
/// @param ignoring of the offers that are not accepted, the share that is left to expire, 0 to 1
/// @param leastThink the shortest time to an answer
/// @param meanThink mean time to an answer; what exceeds the least is exponential
/// @param pickupDwell standing time at a pickup
/// @param dropoffDwell standing time at a dropoff
/// @param movingFix time between fixes on the move
/// @param standingFix time between fixes, as a sign of life, of one who stands
/// @param cruising what he does while he waits for offers
/// @param roads how he gets about
public record DriverBehaviour(
        double acceptance,
        double distaste,
        double ignoring,
        Duration leastThink,
        Duration meanThink,
        Duration pickupDwell,
        Duration dropoffDwell,
        Duration movingFix,
        Duration standingFix,
        Cruising cruising,
        Roads roads) {

    public DriverBehaviour {
        requireShare("acceptance", acceptance);
        if (!(distaste >= 0 && distaste <= 10)) {
            throw new IllegalArgumentException("distaste=" + distaste + ": must be from 0 to 10");
        }
        requireShare("ignoring", ignoring);
        require("leastThink", leastThink, Duration.ZERO);
        require("meanThink", meanThink, leastThink);
        require("pickupDwell", pickupDwell, Duration.ZERO);
        require("dropoffDwell", dropoffDwell, Duration.ZERO);
        require("movingFix", movingFix, Duration.ofMillis(1));
        require("standingFix", standingFix, Duration.ofMillis(1));
    }

    /// Nine of ten offers accepted after 4 s on average, 30 s at the pickup and 20 s at the
    /// dropoff, a fix every 4 s; waits where he is.
    public static DriverBehaviour usual(Roads roads) {
        return new DriverBehaviour(
                0.9,
                0,
                0.3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(4),
                Duration.ofSeconds(4),
                Cruising.NONE,
                roads);
    }

    public DriverBehaviour withAcceptance(double other) {
        return new DriverBehaviour(
                other,
                distaste,
                ignoring,
                leastThink,
                meanThink,
                pickupDwell,
                dropoffDwell,
                movingFix,
                standingFix,
                cruising,
                roads);
    }

    /// How much the driver dislikes far pickups.
    public DriverBehaviour withDistaste(double other) {
        return new DriverBehaviour(
                acceptance,
                other,
                ignoring,
                leastThink,
                meanThink,
                pickupDwell,
                dropoffDwell,
                movingFix,
                standingFix,
                cruising,
                roads);
    }

    /// How often the driver reports where he is.
    public DriverBehaviour withFixes(Duration moving, Duration standing) {
        return new DriverBehaviour(
                acceptance,
                distaste,
                ignoring,
                leastThink,
                meanThink,
                pickupDwell,
                dropoffDwell,
                moving,
                standing,
                cruising,
                roads);
    }

    /// How long the driver stands at stops.
    public DriverBehaviour withDwell(Duration pickup, Duration dropoff) {
        return new DriverBehaviour(
                acceptance,
                distaste,
                ignoring,
                leastThink,
                meanThink,
                pickup,
                dropoff,
                movingFix,
                standingFix,
                cruising,
                roads);
    }

    public DriverBehaviour withCruising(Cruising other) {
        return new DriverBehaviour(
                acceptance,
                distaste,
                ignoring,
                leastThink,
                meanThink,
                pickupDwell,
                dropoffDwell,
                movingFix,
                standingFix,
                other,
                roads);
    }

    /// What this driver does with an offer of this job.
    ///
    /// @param times how often he was offered it before
    /// @param pickupMillis how long he is told that it takes to the pickup
    public Answer answer(long seed, DriverId driver, JobId job, int times, long pickupMillis) {
        SplittableRandom dice =
                Dice.of(seed, "answer", driver.value(), job.value(), Integer.toString(times));
        boolean accepts = dice.nextDouble() < acceptanceAt(pickupMillis);
        boolean ignores = dice.nextDouble() < ignoring;
        long after =
                leastThink.toMillis() + Dice.exponentialMillis(dice, meanThink.minus(leastThink));
        if (accepts) {
            return new Answer.Accepts(after);
        }
        return ignores ? new Answer.Ignores() : new Answer.Declines(after);
    }

    /// How likely an offer is accepted whose pickup is so far away, 0 to 1.
    public double acceptanceAt(long pickupMillis) {
        if (distaste == 0 || acceptance == 0 || acceptance == 1) {
            return acceptance;
        }
        double shrunk = StrictMath.exp(-distaste * pickupMillis / 60_000.0);
        return acceptance * shrunk / (acceptance * shrunk + 1 - acceptance);
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to 1");
        }
    }

    private static void require(String field, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from " + least + " to a day");
        }
    }
}
