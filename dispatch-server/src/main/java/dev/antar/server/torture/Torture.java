package dev.antar.server.torture;

import java.util.Set;

/// Makes runs.
public final class Torture {

    private Torture() {}

    /// Makes one run. Some ten milliseconds.
    ///
    /// @param planted bugs put in on purpose; none for the server as it is
    public static Outcome run(Options options, Set<Plant> planted) {
        return run(options, planted, new Coverage());
    }

    /// The same, and notes what has been seen in it.
    public static Outcome run(Options options, Set<Plant> planted, Coverage coverage) {
        World world = new World(options, planted);
        world.run();
        History history = world.history();
        int events = 0;
        for (Seen seen : history.all()) {
            if (seen instanceof Seen.Written written) {
                events += written.events().size();
            }
        }
        coverage.add(history.all());
        return new Outcome(
                options,
                Checker.check(options, history),
                world.passedMillis(),
                events,
                history.fingerprint());
    }
}
