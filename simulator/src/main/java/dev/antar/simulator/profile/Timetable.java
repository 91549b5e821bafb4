package dev.antar.simulator.profile;

import java.util.List;

/// How much is going on when. Times count from the moment at which demand begins; the warm-up comes
/// first and has the first phase's beginning as its level.
///
/// @param drainMillis how long at most the run goes on after the last phase, until all jobs have
///   ended
public record Timetable(long warmUpMillis, long drainMillis, List<Phase> phases) {

    public Timetable {
        phases = List.copyOf(phases);
    }

    /// One level all along.
    public static Timetable steady(long warmUpMillis, long millis, long drainMillis) {
        return new Timetable(
                warmUpMillis, drainMillis, List.of(new Phase("steady", millis, 1, 1, false)));
    }

    /// When demand ends.
    public long endMillis() {
        return warmUpMillis + phases.stream().mapToLong(Phase::millis).sum();
    }

    public double jobsAt(long millis) {
        return levelAt(millis, true);
    }

    public double driversAt(long millis) {
        return levelAt(millis, false);
    }

    /// The phase's name, or `warm-up` or `drain`.
    public String nameAt(long millis) {
        long left = millis - warmUpMillis;
        if (left < 0) {
            return "warm-up";
        }
        for (Phase phase : phases) {
            if (left < phase.millis()) {
                return phase.name();
            }
            left -= phase.millis();
        }
        return "drain";
    }

    private double levelAt(long millis, boolean jobs) {
        long left = Math.max(0, millis - warmUpMillis);
        double before = 0;
        for (Phase phase : phases) {
            double level = jobs ? phase.jobs() : phase.drivers();
            if (left < phase.millis()) {
                return phase.ramp() ? before + (level - before) * left / phase.millis() : level;
            }
            left -= phase.millis();
            before = level;
        }
        return jobs ? 0 : before;
    }
}
