package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.fleet.DriverProfile;

import org.jspecify.annotations.Nullable;

/// How much may live in a region's engine: whatever comes beyond that is refused until something
/// ends, lest the process ends instead. The region's thread.
final class EngineBounds {

    /// A job takes one to two kilobytes while it is open, what is shown of it included: with so
    /// many, 512 MB are still enough.
    static final int OPEN_JOBS = 150_000;

    /// Everybody who ever registered; they are never forgotten.
    static final int DRIVERS = 500_000;

    private EngineBounds() {}

    /// What a command would exceed, in words; null where it may go on.
    static @Nullable String exceeded(Command command, Dispatcher dispatcher) {
        return switch (command) {
            case Command.SubmitJob _ -> exceededByJob(dispatcher.openJobs().size());
            case Command.RegisterDriver(_, DriverProfile profile) ->
                    dispatcher.roster().find(profile.id()) == null
                            ? exceededByDriver(dispatcher.roster().size())
                            : null;
            default -> null;
        };
    }

    static @Nullable String exceededByJob(int open) {
        return open < OPEN_JOBS
                ? null
                : "No more than " + OPEN_JOBS + " jobs may be open in a region at once.";
    }

    static @Nullable String exceededByDriver(int known) {
        return known < DRIVERS
                ? null
                : "No more than " + DRIVERS + " drivers may be known in a region.";
    }
}
