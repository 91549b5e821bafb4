package dev.antar.simulator.chaos;

import java.util.Optional;

/// Something that goes wrong with real processes, and what must hold all the same.
interface Drill {

    /// As it is asked for, such as `kill-server`.
    String name();

    /// One sentence for the report.
    String about();

    /// Why it cannot be run on this machine, and what to do about it.
    default Optional<String> missing() {
        return Optional.empty();
    }

    /// How long it takes at most, beyond the plan's span, seconds.
    default int moreSeconds(Plan plan) {
        return 120;
    }

    /// Runs it to its end. What it finds goes to the stage.
    ///
    /// @throws Exception if it could not be carried through
    void run(Stage stage) throws Exception;
}
