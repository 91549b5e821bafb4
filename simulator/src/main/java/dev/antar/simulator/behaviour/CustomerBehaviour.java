package dev.antar.simulator.behaviour;

import dev.antar.core.job.JobId;

import java.time.Duration;
import java.util.SplittableRandom;

/// How the customers of a run behave.
///
/// @param meanPatience how long a customer waits for a driver to accept before he cancels
/// @param patience how that is spread
/// @param changingMind probability that a customer cancels although a driver is on his way, 0 to 1
/// @param meanMoment mean time from the acceptance to such a change of mind, exponential
public record CustomerBehaviour(
        Duration meanPatience, Patience patience, double changingMind, Duration meanMoment) {

    /// How long everybody waits at least, where patience is long enough.
    static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);

    /// He does not change his mind.
    public static final long NEVER = Long.MAX_VALUE;

    public CustomerBehaviour {
        if (meanPatience.compareTo(Duration.ofSeconds(1)) < 0
                || meanPatience.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "patience=" + meanPatience + ": must be from 1 second to a day");
        }
        if (!(changingMind >= 0 && changingMind <= 1)) {
            throw new IllegalArgumentException(
                    "changingMind=" + changingMind + ": must be from 0 to 1");
        }
    }

    /// Waits ten minutes for an acceptance, give or take; one in a hundred changes his mind, a
    /// minute after it on average.
    public static CustomerBehaviour usual() {
        return new CustomerBehaviour(
                Duration.ofMinutes(10), Patience.EXPONENTIAL, 0.01, Duration.ofMinutes(1));
    }

    public CustomerBehaviour withPatience(Duration mean) {
        return new CustomerBehaviour(mean, patience, changingMind, meanMoment);
    }

    /// How long the customer of this job waits for a driver to accept, milliseconds. Nobody gives
    /// up in the moment he asked: an exponential patience begins after [#LEAST_PATIENCE], or after
    /// a quarter of a mean shorter than that.
    public long patienceMillis(long seed, JobId job) {
        return switch (patience) {
            case FIXED -> meanPatience.toMillis();
            case EXPONENTIAL -> {
                Duration quarter = meanPatience.dividedBy(4);
                Duration least = LEAST_PATIENCE.compareTo(quarter) < 0 ? LEAST_PATIENCE : quarter;
                yield least.toMillis()
                        + Dice.exponentialMillis(
                                Dice.of(seed, "patience", job.value()), meanPatience.minus(least));
            }
        };
    }

    /// How long after an acceptance the customer of this job changes his mind, milliseconds, or
    /// [#NEVER].
    public long changeOfMindMillis(long seed, JobId job) {
        SplittableRandom dice = Dice.of(seed, "mind", job.value());
        return dice.nextDouble() < changingMind ? Dice.exponentialMillis(dice, meanMoment) : NEVER;
    }
}
