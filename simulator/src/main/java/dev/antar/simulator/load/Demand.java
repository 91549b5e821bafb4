package dev.antar.simulator.load;

import dev.antar.simulator.profile.Scenario;

import java.util.random.RandomGenerator;

/// When jobs are asked for: at random, as often as the timetable says, whatever the server does.
final class Demand {

    private static final double STEP_MILLIS = 100;

    private final Scenario scenario;
    private final RandomGenerator random;

    Demand(Scenario scenario, RandomGenerator random) {
        this.scenario = scenario;
        this.random = random;
    }

    /// The first moment after this one, or [Wakes#NEVER] when demand is over by then. Milliseconds
    /// since demand began.
    // An exponential draw says how much rate must pass by until then; so a rate that rises or falls
    // in between is right, which a gap drawn from the rate of now would not be.
    double next(double afterMillis) {
        double owed = -Math.log(1 - random.nextDouble());
        double end = scenario.timetable().endMillis();
        double at = afterMillis;
        while (at < end) {
            double rate =
                    scenario.jobsPerMinute() * scenario.timetable().jobsAt((long) at) / 60_000;
            if (rate * STEP_MILLIS >= owed) {
                double due = at + owed / rate;
                return due < end ? due : Wakes.NEVER;
            }
            owed -= rate * STEP_MILLIS;
            at += STEP_MILLIS;
        }
        return Wakes.NEVER;
    }
}
