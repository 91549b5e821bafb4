package dev.antar.server.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks for a smaller run that breaks the same rule.
public final class Shrink {

    private static final int MAX_RUNS = 400;

    private final Rule rule;
    private final Set<Plant> planted;
    private Options best;
    private int runs;

    private Shrink(Options failing, Rule rule, Set<Plant> planted) {
        this.best = failing;
        this.rule = rule;
        this.planted = planted;
    }

    /// The smallest that is found in some hundred runs; the given one if none is smaller.
    ///
    /// @param rule that it breaks
    public static Options of(Options failing, Rule rule, Set<Plant> planted) {
        Shrink shrink = new Shrink(failing, rule, planted);
        Options before;
        do {
            before = shrink.best;
            shrink.faults();
            shrink.habits();
            shrink.numbers();
        } while (!shrink.best.equals(before) && shrink.runs < MAX_RUNS);
        return shrink.best;
    }

    /// Leaves out halves, quarters, ... and single faults.
    private void faults() {
        for (int size = best.faults().size(); size > 0; size /= 2) {
            for (int from = 0; from < best.faults().size(); ) {
                List<Fault> fewer = new ArrayList<>(best.faults());
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                if (!take(best.withFaults(List.copyOf(fewer)))) {
                    from += size;
                }
            }
        }
    }

    private void habits() {
        for (Habit habit : Habit.values()) {
            if (best.has(habit)) {
                take(best.without(habit));
            }
        }
    }

    private void numbers() {
        while (best.jobs() > 1
                && (take(best.withJobs(best.jobs() / 2)) || take(best.withJobs(best.jobs() - 1)))) {
            // As few as do it.
        }
        while (best.drivers() > 1
                && (take(best.withDrivers(best.drivers() / 2))
                        || take(best.withDrivers(best.drivers() - 1)))) {
            // As above.
        }
        while (best.faultyMillis() > 5_000
                && (take(best.withFaultyMillis(best.faultyMillis() / 2))
                        || take(best.withFaultyMillis(best.faultyMillis() - 3_000)))) {
            // As above.
        }
    }

    private boolean take(Options smaller) {
        if (runs >= MAX_RUNS) {
            return false;
        }
        runs++;
        boolean fails =
                Torture.run(smaller, planted).violations().stream()
                        .anyMatch(violation -> violation.rule() == rule);
        if (fails) {
            best = smaller;
        }
        return fails;
    }
}
