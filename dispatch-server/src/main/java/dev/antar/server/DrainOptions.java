package dev.antar.server;

import picocli.CommandLine.Option;

/// How long the server may take to stop, as it is typed.
final class DrainOptions {

    @Option(
            names = "--drain-delay",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "When told to stop, go on so long with /readyz saying no, so that load"
                            + " balancers send nobody any more (default: ${DEFAULT-VALUE}).")
    private int delaySeconds;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "Then stop within so long: offers are answered, sockets told when to come"
                            + " back, all is written (default: ${DEFAULT-VALUE}; docs/stopping.md)."
                            + " A second signal stops at once.")
    private int seconds;

    /// @throws IllegalArgumentException naming the option
    DrainLimits read() {
        return DrainLimits.within(delaySeconds, seconds);
    }
}
